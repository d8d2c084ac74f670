// Finding places: from the pack that a crew carries, which needs no network; else by asking the server. What somebody
// types is kept nowhere. The pack is public, and lies in a database of its own.
import type { NearReply, PlaceFound, PlacePack, SearchReply } from "@sync/protocol/messages";
import type { PlaceIndex, Point } from "@sync/places/search";
import { deleteDB, openDB } from "idb";
import { send } from "./http";

/** `reachable` is false when nobody could be asked: what was typed is all there is. */
export interface Finding {
  found: PlaceFound[];
  reachable: boolean;
}

interface Kept {
  etag: string;
  pack: PlacePack;
}

const NAME = "curbline-places";
/** How often to ask whether there is a newer pack. */
const FRESH_MS = 600_000;
const NOWHERE: Finding = { found: [], reachable: false };

let index: PlaceIndex | null = null;
let askedAt = 0;

const open = () => openDB<{ pack: { key: string; value: Kept } }>(NAME, 1, { upgrade: (db) => void db.createObjectStore("pack") });

/** Has the crew's pack on this phone, the newest that can be had. Costs nothing when it was asked for just now. */
export async function carryPlaces(authorization: string): Promise<void> {
  if (Date.now() - askedAt < FRESH_MS) return;
  askedAt = Date.now();
  const db = await open();
  try {
    const kept = await db.get("pack", "now");
    const headers: Record<string, string> = { Authorization: authorization };
    if (kept) headers["If-None-Match"] = kept.etag;
    const answer = await send("GET", "/places/pack", headers, null);
    if (answer === null) askedAt = 0;
    if (answer?.status !== 200) return;
    const pack = (await answer.json()) as PlacePack;
    await db.put("pack", { etag: answer.header("ETag") ?? "", pack }, "now");
    index = null;
  } finally {
    db.close();
  }
}

/** Somebody signed out of this phone, or it was emptied: the pack goes too. */
export async function dropPlaces(): Promise<void> {
  index = null;
  askedAt = 0;
  await deleteDB(NAME);
}

/** Addresses, streets and assets that the words may mean, the best first. */
export async function findPlaces(words: string, from: Point | null, isCrew: boolean, authorization: string): Promise<Finding> {
  if (isCrew && (await carried())) {
    const { search } = await import("@sync/places/search");
    return index ? { found: search(index, words, from), reachable: true } : NOWHERE;
  }
  const query = new URLSearchParams({ q: words.slice(0, 200) });
  for (const axis of ["lat", "lon"] as const) if (from) query.set(axis, String(from[axis]));
  const answer = await send("GET", `/places/search?${query}`, { Authorization: authorization }, null);
  return answer?.status === 200 ? { found: ((await answer.json()) as SearchReply).found, reachable: true } : NOWHERE;
}

/** The assets of a kind around a point, the nearest first. */
export async function assetsNear(at: Point, kind: string, authorization: string): Promise<Finding> {
  const around = await near(at, { kind }, authorization);
  return around ? { found: around.assets, reachable: true } : NOWHERE;
}

/** The house nearest to a point; null when there is none, or nobody could be asked. */
export async function addressNear(at: Point, authorization: string): Promise<PlaceFound | null> {
  return (await near(at, {}, authorization))?.address ?? null;
}

async function near({ lat, lon }: Point, also: Record<string, string>, authorization: string): Promise<NearReply | null> {
  const query = new URLSearchParams({ lat: String(lat), lon: String(lon), ...also });
  const answer = await send("GET", `/places/near?${query}`, { Authorization: authorization }, null);
  return answer?.status === 200 ? ((await answer.json()) as NearReply) : null;
}

/** Whether there is a pack on this phone; afterwards it is ready to be searched. */
async function carried(): Promise<boolean> {
  if (index) return true;
  const db = await open();
  const kept = await db.get("pack", "now").finally(() => db.close());
  if (!kept) return false;
  const { indexOf } = await import("@sync/places/search");
  index = indexOf(kept.pack);
  return true;
}
