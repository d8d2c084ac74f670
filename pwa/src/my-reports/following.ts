// What may be followed: what the public may know of somebody else's report, and whether this phone has it already. Pure.
import type { Place } from "@sync/protocol/messages";
import { parse, show } from "@sync/protocol/reference";
import type { PublicFacts } from "../store/public-facts";
import type { RequestView } from "../store/views";
import { mine } from "../words/mine";

/** What is needed to follow one. */
export interface Followable {
  reference: string;
  serviceCode: string;
  place: Place;
}

const OVER = new Set(["resolved", "closed", "withdrawn"]);

export const isOverThere = ({ status }: PublicFacts): boolean => OVER.has(status);

/** This phone's own report that is that one, or follows it; none that was taken back. */
export const ownOf = (all: RequestView[], reference: string): RequestView | undefined =>
  all.find(
    (one) =>
      one.status !== "withdrawn" &&
      (one.reference === reference ||
        one.duplicate_of === reference ||
        one.history.some(({ kind, text }) => kind === "same_as" && text === reference)),
  );

/** Only roughly where it is: so the city tells anybody. */
const placeOf = (reference: string, point: { lat: number; lon: number } | null): Place => ({
  ...point,
  source: point ? "map" : "typed",
  text: mine.follow.place(show(reference)),
});

export const ofFacts = ({ reference, serviceCode, point }: PublicFacts): Followable => ({
  reference,
  serviceCode,
  place: placeOf(reference, point),
});

/**
 * `?same=REFERENCE&service=CODE&lat=..&lon=..`, as a list of what is near links here; null without the facts. Anybody can
 * make such a link: a kind that the city does not know would put their words into our heading.
 */
export function ofAddress(query: string, known: readonly { id: string }[]): Followable | null {
  const asked = new URLSearchParams(query);
  const reference = parse(asked.get("same") ?? "");
  const serviceCode = asked.get("service");
  const [lat, lon] = [asked.get("lat"), asked.get("lon")].map((degrees) => (degrees?.trim() ? Number(degrees) : NaN)) as [number, number];
  if (!reference || !serviceCode || !known.some(({ id }) => id === serviceCode) || !(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return null;
  return { reference, serviceCode, place: placeOf(reference, { lat, lon }) };
}
