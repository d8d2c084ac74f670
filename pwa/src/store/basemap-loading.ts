// Fetching one map: from the first piece that is missing, in one stream, each piece proven by its SHA-256 before it is kept.
import { dropPiece, piecesOf, putPiece, readPiece } from "./basemap-pieces";
import type { Basemap } from "./views";

/** Why a map did not come: the connection broke, the city has another one now, it gives none to this person, or what it sends
 * is not what it promised. */
export type Ending = "whole" | "cut" | "gone" | "refused" | "broken";

export interface Loading {
  authorization: string;
  signal: AbortSignal;
  /** Called with how much has come since the last call. */
  heard(bytes: number): void;
}

export const sizeOfPiece = ({ size_bytes, piece_bytes }: Basemap, number: number): number =>
  Math.min(piece_bytes, size_bytes - number * piece_bytes);

/** The first piece that is not here; null when all are. */
export async function firstMissing(map: Basemap): Promise<number | null> {
  const here = await piecesOf(map.sha256);
  const missing = map.pieces.findIndex((_, number) => (here.get(number) ?? 0) < sizeOfPiece(map, number));
  return missing < 0 ? null : missing;
}

/** How many bytes of it are here in whole pieces. */
export async function bytesHere(map: Basemap): Promise<number> {
  const here = await piecesOf(map.sha256);
  return map.pieces.reduce((sum, _, number) => sum + ((here.get(number) ?? 0) < sizeOfPiece(map, number) ? 0 : sizeOfPiece(map, number)), 0);
}

/** Loads until it is whole or something ends it. Rejects when the disk is full, or `signal` says to stop. */
export async function loadMap(map: Basemap, loading: Loading): Promise<Ending> {
  let spoilt = 0;
  for (let next = await firstMissing(map); next !== null; next = await firstMissing(map)) {
    const ending = await loadFrom(map, next, loading);
    if (ending === "broken" && ++spoilt < 3) continue; // A piece was spoilt on its way: once more from there.
    if (ending !== "whole") return ending;
  }
  return "whole";
}

async function loadFrom(map: Basemap, first: number, { authorization, signal, heard }: Loading): Promise<Ending> {
  const headers = { Authorization: authorization, Range: `bytes=${first * map.piece_bytes}-`, "If-Range": `"${map.sha256}"` };
  const options = { headers, signal, credentials: "omit", cache: "no-store" } as const;
  const answer = await fetch(`/basemaps/${map.sha256}.pmtiles`, options).catch(() => null);
  signal.throwIfAborted();
  if (answer === null || answer.status >= 500 || answer.status === 429) return "cut";
  if (answer.status === 404) return "gone";
  if (answer.status !== 206 || answer.body === null) return answer.status < 300 ? "broken" : "refused";
  const reader = answer.body.getReader();
  try {
    for (let number = first; number < map.pieces.length; number++) {
      const piece = await nextPiece(reader, sizeOfPiece(map, number), heard);
      signal.throwIfAborted();
      if (piece === null) return "cut";
      if ((await digest(piece)) !== map.pieces[number]) {
        heard(-piece.byteLength);
        return "broken";
      }
      await putPiece(map.sha256, number, piece);
      if (number === first && (await piecesOf(map.sha256)).has(number + 1)) break; // A gap in the middle is closed.
    }
    return "whole";
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const waiting = new WeakMap<object, Uint8Array>();

/** So many bytes of the stream; null when it ends before, and what came of the piece counts no more. */
async function nextPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  size: number,
  heard: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const piece = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const some = waiting.get(reader) ?? (await reader.read().catch(() => ({ value: undefined }))).value;
    waiting.delete(reader);
    if (some === undefined) {
      heard(-filled);
      return null;
    }
    const taken = some.subarray(0, size - filled);
    if (taken.length < some.length) waiting.set(reader, some.subarray(taken.length));
    piece.set(taken, filled);
    filled += taken.length;
    heard(taken.length);
  }
  return piece;
}

/** Reads all of it back from the disk; what is not as promised goes. */
export async function isSound(map: Basemap, heard: (bytes: number) => void = () => undefined): Promise<boolean> {
  let sound = true;
  for (const [number, promised] of map.pieces.entries()) {
    const piece = await readPiece(map.sha256, number);
    if (piece !== null && (await digest(piece)) === promised) heard(piece.byteLength);
    else {
      sound = false;
      if (piece !== null) await dropPiece(map.sha256, number);
    }
  }
  return sound;
}

async function digest(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
