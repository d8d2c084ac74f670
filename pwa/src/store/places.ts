// Finding places: by asking the city, and in the pack that this phone carries where there is no network. What somebody types
// is kept nowhere.
import type { NearReply, Place, PlaceFound, SearchReply } from "@sync/protocol/messages";
import type { PlaceIndex, Point } from "@sync/places/search";
import { deleteDB } from "idb";
import { PLACES } from "./database";
import { bodyOf, send } from "./http";

/** `reachable` is false when nobody could be asked: what was typed is all there is. */
export interface Finding {
  found: PlaceFound[];
  reachable: boolean;
}

/** Who asks: a crew carries its districts and needs no network; `authorization` is what the city hears. */
export interface Asker {
  isCrew: boolean;
  authorization: string;
}

type Pack = typeof import("./pack");

/** How long the city may think before the pack answers. */
const PATIENCE_MS = 2_000;
/** A page that was just opened has better things to fetch. */
const SETTLES_MS = 5_000;
const NOWHERE: Finding = { found: [], reachable: false };

let loaded: Pack | null = null;
let lastPoint: Point | null = null;
/** Another one for each person at this phone. */
let stay = {};

const load = async (): Promise<Pack> => (loaded ??= await import("./pack"));

/** Has the crew's pack on this phone. */
export const carryDistricts = async (authorization: string): Promise<void> => (await load()).carry("crew", authorization, Date.now());

/** Has what is around a resident on this phone when the page is idle: around the last point asked about, else the newest
 * of the places reported, else the middle of the city. */
export async function carryAround(reported: Place[], city: Point | null): Promise<void> {
  if (isCostly()) return;
  const [seen, mine] = [stay, reported.find(({ lat, lon }) => lat != null && lon != null) as Point | undefined];
  await new Promise((settled) => setTimeout(settled, SETTLES_MS - performance.now()));
  await new Promise<unknown>((idle) => ("requestIdleCallback" in window ? requestIdleCallback(idle) : setTimeout(idle, 1_000)));
  const { carry, squareOf } = await load();
  const at = lastPoint ?? mine ?? city;
  if (at !== null && seen === stay) await carry(squareOf(at), "", Date.now());
}

/** Somebody signed in or out, or this phone was emptied: the pack goes, and the maps of a crew. */
export async function dropPlaces(andMaps = true): Promise<void> {
  forgetPlaces();
  await deleteDB(PLACES);
  if (andMaps) await import("./basemaps").then((file) => file.dropBasemaps(), () => undefined);
}

/** Another tab did: it has dropped the pack already. */
export function forgetPlaces(): void {
  lastPoint = null;
  stay = {};
  loaded?.forget();
}

/** Addresses, streets and assets that the words may mean, the best first. The city knows more, and the pack is there. */
export async function findPlaces(words: string, from: Point | null, who: Asker): Promise<Finding> {
  if (who.isCrew) return (await inPack(who, (index, { search }) => ({ found: search(index, words, from), reachable: true }))) ?? ask(words, from, who);
  const asking = ask(words, from, who);
  const soon = await Promise.race([asking, new Promise<Finding>((done) => setTimeout(done, PATIENCE_MS, NOWHERE))]);
  if (soon.reachable) return soon;
  const found = await inPack(who, (index, { search }) => search(index, words, from));
  return found?.length ? { found, reachable: true } : asking;
}

/** The assets of a kind around a point, the nearest first: those of the pack, which costs no network and tells nobody. */
export async function assetsNear(at: Point, kind: string, who: Asker): Promise<Finding> {
  const found = await inPack(who, (index, { nearest }) => nearest(index, at, kind));
  if (found?.length) return { found, reachable: true };
  const told = await near(at, { kind }, who);
  return told ? { found: told.assets, reachable: true } : NOWHERE;
}

/** The house nearest to a point; null when there is none, or nobody could be asked. */
export async function addressNear(at: Point, who: Asker): Promise<PlaceFound | null> {
  lastPoint = at;
  const house = await inPack(who, (index, { nearestHouse }) => nearestHouse(index, at));
  return house ?? (await near(at, {}, who))?.address ?? null;
}

/** The carried houses around a point, the nearest first; for a map, which can do without. */
export const housesAround = async (at: Point, who: Asker): Promise<PlaceFound[]> =>
  (await inPack(who, (index, { around }) => around(index, at))) ?? [];

async function ask(words: string, from: Point | null, { authorization }: Asker): Promise<Finding> {
  const query = new URLSearchParams({ q: words.slice(0, 200) });
  for (const axis of ["lat", "lon"] as const) if (from) query.set(axis, String(from[axis]));
  const answer = await send("GET", `/places/search?${query}`, { Authorization: authorization }, null);
  const reply = answer?.status === 200 ? await bodyOf<SearchReply>(answer) : null;
  return reply ? { found: reply.found, reachable: true } : NOWHERE;
}

async function near({ lat, lon }: Point, also: Record<string, string>, { authorization }: Asker): Promise<NearReply | null> {
  const query = new URLSearchParams({ lat: String(lat), lon: String(lon), ...also });
  const answer = await send("GET", `/places/near?${query}`, { Authorization: authorization }, null);
  return answer?.status === 200 ? bodyOf<NearReply>(answer) : null;
}

/** What the pack of this phone says; null without one, and where its code cannot be had. */
async function inPack<T>({ isCrew }: Asker, look: (index: PlaceIndex, pack: Pack) => T): Promise<T | null> {
  const pack = await load().catch(() => null);
  const index = await pack?.carried(isCrew ? "crew" : "around").catch(() => null);
  return pack && index ? look(index, pack) : null;
}

/** Whether the person pays for what is sent, as far as the browser tells. */
function isCostly(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; type?: string } };
  return connection?.saveData === true || connection?.type === "cellular";
}
