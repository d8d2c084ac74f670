// The place of a report that was made already, as the first guess for another one nearby. Pure.
import { show } from "@sync/protocol/reference";
import type { RequestDoc } from "@sync/protocol/messages";
import { words } from "../words/words";
import type { Draft } from "./draft";

/** As if its words had been typed and picked: they can be changed, and the phone's own position taken instead. */
export function placeNear({ place, reference }: Pick<RequestDoc, "place" | "reference">): Partial<Draft> {
  const { lat = null, lon = null } = place;
  const text = place.text || words.report.place.near(show(reference));
  const picked = { kind: "address", label: text, lat, lon } as const;
  return { placeText: text, picked, place: { lat, lon, source: "typed", text } };
}
