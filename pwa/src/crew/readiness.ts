// What is missing for a day without signal, by name. Pure.
import type { Prepared } from "../store/prepared";

export type Part = "jobs" | "photos" | "places" | "map";

/** How the city's street map stands on this phone; "none" when the city has none. */
export type MapState = "none" | "missing" | "getting" | "here";

export function missingParts(it: Prepared, map: MapState): Part[] {
  const parts: Part[] = [];
  if (!it.isCurrent || it.incomplete > 0) parts.push("jobs");
  if (it.missing.length > 0) parts.push("photos");
  if (!it.places) parts.push("places");
  if (map === "missing" || map === "getting") parts.push("map");
  return parts;
}
