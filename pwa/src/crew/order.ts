// In what order a crew sees its open jobs: the city's tour, the nearest, the oldest, or as somebody laid them by hand. Pure.
import type { WorkOrderView } from "../store/views";
import { type Tour, inOrder } from "../store/tour-order";
import { type Point, openJobs } from "./jobs";

export const ORDERS = ["route", "nearest", "oldest", "hand"] as const;
export type OrderBy = (typeof ORDERS)[number];

export interface Known {
  /** What somebody chose on this phone; null until then. */
  chosen: OrderBy | null;
  tour: Tour | null;
  /** Ids as somebody laid them; null while nobody has. */
  hand: readonly string[] | null;
  from: Point | null;
}

/** The order that stands: what was chosen as far as it can be had, else the best there is. */
export function orderOf({ chosen, tour, hand, from }: Known): OrderBy {
  if (hand) return "hand";
  if (chosen === "oldest") return "oldest";
  if (tour && chosen !== "nearest") return "route";
  return from ? "nearest" : "oldest";
}

/** The open jobs of the crew in that order. */
export function arrange(jobs: WorkOrderView[], crewId: string | null, known: Known): WorkOrderView[] {
  const by = orderOf(known);
  const open = openJobs(jobs, crewId, by === "nearest" ? known.from : null);
  if (by === "route") return inOrder(open, known.tour, null);
  if (by !== "hand") return open;
  const hasPlace = ({ id }: WorkOrderView): boolean => known.hand?.includes(id) === true || known.tour?.order.includes(id) === true;
  return [...inOrder(open.filter(hasPlace), known.tour, known.hand), ...open.filter((job) => !hasPlace(job))];
}

export type Move = "up" | "down" | "top";

/** The same ids with one of them moved; as they were when it cannot go further. */
export function moved(ids: readonly string[], id: string, move: Move): string[] {
  const at = ids.indexOf(id);
  const to = move === "top" ? 0 : at + (move === "up" ? -1 : 1);
  if (at < 0 || to < 0 || to >= ids.length) return [...ids];
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
