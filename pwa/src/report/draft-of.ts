// The draft that a refused report was: opened at the step that has to change. Pure.
import type { Place, ReportArgs } from "@sync/protocol/messages";
import type { Letter, Photo } from "../store/views";
import type { Draft } from "./draft";
import { answered } from "./same";

const STEPS: Record<string, Draft["step"]> = { service_retired: "what", bad_location: "place" };

/** The reference cannot be used again. */
const UNUSABLE = new Set(["bad_reference", "reference_taken", "erased"]);

/** `photos` are the letter's under new ids. */
export function draftOf({ opId, on, code, args }: Letter, photos: Photo[], now: number): Draft {
  const { place, service_code, description = "", reference, same_as } = args as unknown as ReportArgs;
  const draft: Draft = {
    step: STEPS[code] ?? "check",
    startedAt: now,
    photos,
    fix: code === "bad_location" ? null : fixOf(place),
    placeText: place.text ?? "",
    place: code === "bad_location" ? null : place,
    serviceCode: code === "service_retired" ? null : service_code,
    description,
    letter: {
      letter: opId,
      requestId: code === "erased" ? null : on.slice("request/".length),
      reference: UNUSABLE.has(code) ? null : reference,
    },
  };
  return same_as ? answered(draft, same_as) : draft;
}

function fixOf({ lat, lon, accuracy_m, source }: Place): Draft["fix"] {
  if (source === "typed" || lat == null || lon == null || accuracy_m == null) return null;
  return { lat, lon, accuracy_m };
}
