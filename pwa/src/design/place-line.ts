// A place in one line. Pure.
import type { Place } from "@sync/protocol/messages";
import { words } from "../words/words";

/** Its words, else its coordinates to about a metre, else an empty string. */
export function placeLine(place: Place | undefined): string {
  if (place?.text) return place.text;
  return place?.lat == null || place.lon == null ? "" : words.place.point(place.lat, place.lon);
}
