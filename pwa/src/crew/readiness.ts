// What is missing for a day without signal, by name. Pure.
import type { Prepared } from "../store/prepared";
import type { BasemapView } from "../store/views";

export type Part = "jobs" | "photos" | "places" | "map";

export function missingParts(it: Prepared, map: BasemapView["state"]): Part[] {
  const parts: Part[] = [];
  if (!it.isCurrent || it.incomplete > 0) parts.push("jobs");
  if (it.missing.length > 0) parts.push("photos");
  if (!it.places) parts.push("places");
  if (map !== "none" && map !== "ready") parts.push("map");
  return parts;
}
