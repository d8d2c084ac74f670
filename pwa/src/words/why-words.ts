// Why a report lies where it does, as the desk reads it: one sentence or two, from the answer kept beside it. Pure.
import type { RouteDoc } from "@sync/protocol/messages";
import { showDate, showLength } from "./numbers";
import { routeReason } from "./staff";

/** `crew` and `second` are the names of the crews of the district and of the second choice; "" for none. */
export function whyWords(route: RouteDoc, crew: string, second: string): string {
  return [cause(route, crew), edge(route, second)].filter(Boolean).join(" ");
}

export const whyHere = {
  nearBorder: "Near a border: another crew may be meant",
  handOver: (crew: string): string => `Hand it to ${crew}`,
} as const;

function cause(route: RouteDoc, crew: string): string {
  const { reason, district = null, rule } = route;
  const map = mapWords(route);
  const owner = rule ? ` ${rule} has the asset, so its own map was asked.` : "";
  switch (reason) {
    case "inside":
      return (crew ? `${crew}, because it lies in ${district}${map}.` : `It lies in ${district}${map}, which has no crew.`) + owner;
    case "on_border":
      return `${crew || "No crew"}, because it lies on the border of ${district}${map}, which comes first by name.${owner}`;
    case "by_owner":
      return `${crew}, because the asset belongs to ${rule}.`;
    case "default_point":
      return `The place is the default point “${rule}”. Ask where it is.`;
    default:
      return routeReason(reason, district, crew || null);
  }
}

/** " (map of May 3)", or its number where nobody noted since when it answers. */
function mapWords({ layer_since, layer_version }: RouteDoc): string {
  if (layer_since) return ` (map of ${showDate(new Date(`${layer_since}T12:00`))})`;
  return layer_version == null ? "" : ` (map version ${layer_version})`;
}

/** How near the next border is, where that may make a difference. */
function edge({ reason, near_border, distance_m, accuracy_m, second: name }: RouteDoc, second: string): string {
  if (distance_m == null) return "";
  const away = showLength(distance_m);
  if (reason === "outside_every_district") return name ? `${name} is ${away} away${second ? `: ${second}` : ""}.` : "";
  if (!near_border) return "";
  const fix = accuracy_m == null ? "" : ` The phone's fix was within ${showLength(accuracy_m)}.`;
  if (!name) return `It is ${away} from the edge of the map.${fix}`;
  return `It is ${away} from the border with ${name}.${fix} ${second || name} is possible.`;
}
