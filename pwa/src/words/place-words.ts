// A place as its reporter would read it. Pure.
import type { Place } from "@sync/protocol/messages";
import { words } from "./words";
import { showLength } from "./numbers";

/** The words first; else who chose the point, or how sure it is; else the point itself. */
export function placeWords(place: Place): string {
  if (place.text) return place.text;
  if (place.lat == null || place.lon == null) return "";
  if (place.source === "map") return words.pin.chosen;
  return place.accuracy_m == null ? words.place.point(place.lat, place.lon) : words.place.accuracy(showLength(place.accuracy_m));
}
