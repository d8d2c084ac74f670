// Where the pieces of carried maps lie: files of the origin's own file system, or records where a browser cannot write such
// files. A piece is whole or not there, so that a killed page loses none but the one on its way.
import { deleteDB, openDB, type IDBPDatabase } from "idb";
import type { Basemap } from "./views";

/** What this phone knows of its maps. */
export interface KeptMaps {
  /** Wholly here and checked: these are drawn. */
  ready: Basemap[];
  /** As the city offered them last. */
  wanted: Basemap[];
  /** Whether the person stopped loading. */
  isPaused: boolean;
}

const DATABASE = "curbline-basemaps";
const FOLDER = "basemaps";
const STRICT = { durability: "strict" } as const;
const NOTHING: KeptMaps = { ready: [], wanted: [], isPaused: false };

type Maps = IDBPDatabase<{ kept: { key: string; value: KeptMaps }; pieces: { key: [string, number]; value: ArrayBuffer } }>;

let opened: Promise<Maps> | null = null;
const maps = (): Promise<Maps> =>
  (opened ??= openDB(DATABASE, 1, {
    upgrade(db) {
      db.createObjectStore("kept");
      db.createObjectStore("pieces");
    },
    blocking: () => void close(),
    terminated: () => (opened = null),
  }));

async function close(): Promise<void> {
  const db = await opened;
  opened = null;
  db?.close();
}

export const readKept = async (): Promise<KeptMaps> => (await (await maps()).get("kept", "now")) ?? NOTHING;

export async function changeKept(change: Partial<KeptMaps>): Promise<void> {
  const tx = (await maps()).transaction("kept", "readwrite", STRICT);
  await tx.store.put({ ...((await tx.store.get("now")) ?? NOTHING), ...change }, "now");
  await tx.done;
}

/** Every map and all that is known of them. */
export async function dropEverything(): Promise<void> {
  await close();
  await deleteDB(DATABASE);
  const root = await files();
  await root?.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
}

/** Which pieces of a map are here, by number, and how many bytes each has. */
export async function piecesOf(sha256: string): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const folder = await folderOf(sha256);
  if (folder === null) {
    for (const key of await (await maps()).getAllKeys("pieces", allOf(sha256))) found.set(key[1], Infinity);
    return found;
  }
  for await (const handle of folder.values())
    if (handle.kind === "file") found.set(Number(handle.name), (await (handle as FileSystemFileHandle).getFile()).size);
  return found;
}

/** Resolves when the piece is on the disk. */
export async function putPiece(sha256: string, number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const folder = await folderOf(sha256);
  if (folder === null) {
    await (await maps()).put("pieces", bytes.slice().buffer, [sha256, number]);
    return;
  }
  const writing = await (await folder.getFileHandle(String(number), { create: true })).createWritable();
  try {
    await writing.write(bytes);
    await writing.close();
  } catch (error) {
    await writing.abort().catch(() => undefined);
    throw error;
  }
}

/** Some bytes of a piece; null when it is not here. */
export async function readPiece(sha256: string, number: number, from = 0, to?: number): Promise<ArrayBuffer | null> {
  const folder = await folderOf(sha256);
  if (folder === null) return (await (await maps()).get("pieces", [sha256, number]))?.slice(from, to) ?? null;
  try {
    return await (await (await folder.getFileHandle(String(number))).getFile()).slice(from, to).arrayBuffer();
  } catch {
    return null;
  }
}

export async function dropPiece(sha256: string, number: number): Promise<void> {
  const folder = await folderOf(sha256);
  if (folder === null) await (await maps()).delete("pieces", [sha256, number]);
  else await folder.removeEntry(String(number)).catch(() => undefined);
}

/** Every map but these. */
export async function dropOthers(kept: string[]): Promise<void> {
  const db = await maps();
  for (const key of await db.getAllKeys("pieces")) if (!kept.includes(key[0])) await db.delete("pieces", key);
  const folder = await (await files())?.getDirectoryHandle(FOLDER).catch(() => null);
  if (!folder) return;
  for await (const name of folder.keys()) if (!kept.includes(name)) await folder.removeEntry(name, { recursive: true });
}

const allOf = (sha256: string): IDBKeyRange => IDBKeyRange.bound([sha256, 0], [sha256, Infinity]);

/** The origin's own file system; null where there is none, or none that a page can write to. */
async function files(): Promise<FileSystemDirectoryHandle | null> {
  if (typeof FileSystemFileHandle === "undefined" || !("createWritable" in FileSystemFileHandle.prototype)) return null;
  return (await navigator.storage?.getDirectory?.().catch(() => null)) ?? null;
}

/** null: pieces are records here. */
async function folderOf(sha256: string): Promise<FileSystemDirectoryHandle | null> {
  const folder = await (await files())?.getDirectoryHandle(FOLDER, { create: true });
  return folder ? folder.getDirectoryHandle(sha256, { create: true }) : null;
}
