// The addresses and assets that this phone carries, searched without a network: a crew's districts, or what is around a
// resident. Public data in a database of its own; the city learns a square of some two kilometres, and not who asks.
import { indexOf, type PlaceIndex, type Point } from "@sync/places/search";
import type { PlacePack } from "@sync/protocol/messages";
import { openPlaces } from "./database";
import { bodyOf, send } from "./http";

export { around, nearest, nearestHouse, search } from "@sync/places/search";

/** A crew's districts change with its work; what a resident may carry is asked for once a day, or an hour later elsewhere. */
const CREW_MS = 600_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Twin of `_SQUARES_PER_DEGREE` in backend/places/around.py. */
const SQUARES_PER_DEGREE = 50;

/** Of whose or which places: the crew's that signs, or those around a square. */
export type Whose = "crew" | `lat=${string}`;

let index: { whose: "crew" | "around"; of: PlaceIndex } | null = null;
let asked: { whose: Whose; at: number } | null = null;

const kindOf = (whose: Whose): "crew" | "around" => (whose === "crew" ? "crew" : "around");

/** The middle of the square that holds the point: all that is ever said of where somebody is. */
export function squareOf({ lat, lon }: Point): Whose {
  const [north, east] = [lat, lon].map((at) => ((Math.floor(at * SQUARES_PER_DEGREE) + 0.5) / SQUARES_PER_DEGREE).toFixed(2));
  return `lat=${north}&lon=${east}`;
}

/** Whether it is time to ask again; a moment in the future was set by a wrong clock. */
export function isDue(last: { whose: Whose; at: number } | null, whose: Whose, now: number): boolean {
  if (last === null || now < last.at) return true;
  return now - last.at >= (whose === "crew" ? CREW_MS : last.whose === whose ? DAY_MS : HOUR_MS);
}

/** Has the pack on this phone, the newest that can be had. Costs nothing when it was asked for lately. */
export async function carry(whose: Whose, authorization: string, now: number): Promise<void> {
  if (!isDue(asked, whose, now)) return;
  const before = asked;
  const mine = (asked = { whose, at: now });
  const db = await openPlaces();
  try {
    const kept = await db.get("pack", "now");
    // A crew's phone asks after each start; a resident's remembers that it has asked.
    if (whose !== "crew" && !isDue(kept?.asked ?? null, whose, now)) return;
    const known = kept && kindOf(kept.asked?.whose ?? "crew") === kindOf(whose) ? kept : undefined;
    const headers: Record<string, string> = whose === "crew" ? { Authorization: authorization } : {};
    if (known) headers["If-None-Match"] = known.etag;
    const answer = await send("GET", whose === "crew" ? "/places/pack" : `/places/pack?${whose}`, headers, null);
    const fresh = answer?.status === 200 ? await bodyOf<PlacePack>(answer) : null;
    if (asked !== mine) return; // Somebody else uses this phone meanwhile.
    const wasCut = answer?.status === 200 && fresh === null;
    if (answer === null || wasCut) asked = before;
    const pack = answer?.status === 304 ? known?.pack : fresh;
    if (!pack) return;
    await db.put("pack", { etag: answer?.header("ETag") ?? known?.etag ?? "", pack, asked }, "now");
    index = null;
  } finally {
    db.close();
  }
}

/** What is carried, ready to be searched; null when there is none for such a person. */
export async function carried(whose: "crew" | "around"): Promise<PlaceIndex | null> {
  if (index?.whose === whose) return index.of;
  const db = await openPlaces();
  const kept = await db.get("pack", "now").finally(() => db.close());
  if (!kept || kindOf(kept.asked?.whose ?? "crew") !== whose) return null;
  index = { whose, of: indexOf(kept.pack) };
  return index.of;
}

/** Whether there is one for such a person, without making it ready. */
export async function isCarried(whose: "crew" | "around"): Promise<boolean> {
  if (index?.whose === whose) return true;
  const db = await openPlaces();
  const kept = await db.get("pack", "now").finally(() => db.close());
  return kept !== undefined && kindOf(kept.asked?.whose ?? "crew") === whose;
}

/** Somebody else uses this phone from here on: nothing of the pack stays in memory. */
export function forget(): void {
  index = asked = null;
}
