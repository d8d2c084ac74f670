// In what order a crew sees its open jobs: the server's route, the nearest, the oldest, or as somebody laid them by hand. Pure.
import type { WorkOrderView } from "../store/views";
import { type Point, openJobs } from "./jobs";

export const ORDERS = ["route", "nearest", "oldest", "hand"] as const;
export type OrderBy = (typeof ORDERS)[number];

/** What was chosen on this phone; `by` is null until somebody chooses. `ids` is the order by hand. */
export interface KeptOrder {
  by: OrderBy | null;
  ids: string[];
}

export const NO_ORDER: KeptOrder = { by: null, ids: [] };

interface Known {
  /** The server's order; null when this phone has none. */
  route: readonly string[] | null;
  from: Point | null;
}

/** The order that stands: what was chosen as far as it can be had, else the best there is. */
export function orderOf({ by }: KeptOrder, { route, from }: Known): OrderBy {
  if (by === "hand" || by === "oldest") return by;
  if (route && by !== "nearest") return "route";
  return from ? "nearest" : "oldest";
}

/** The open jobs of the crew in that order. */
export function arrange(jobs: WorkOrderView[], crewId: string | null, kept: KeptOrder, known: Known): WorkOrderView[] {
  const by = orderOf(kept, known);
  const open = openJobs(jobs, crewId, by === "nearest" ? known.from : null);
  if (by === "hand") return byHand(open, kept.ids, known.route ?? []);
  if (by !== "route") return open;
  const place = new Map((known.route ?? []).map((id, i) => [id, i]));
  return byRank(open, ({ id }) => place.get(id) ?? Infinity);
}

/** Work that was begun comes first, what waits for parts last; a stable sort keeps the rest as `openJobs` had it. */
function byRank(open: WorkOrderView[], place: (job: WorkOrderView) => number): WorkOrderView[] {
  const rank = ({ status }: WorkOrderView): number => (status === "started" ? 0 : status === "blocked" ? 2 : 1);
  return [...open].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    const [one, other] = [place(a), place(b)];
    return one === other ? 0 : one - other;
  });
}

/** What came later goes behind the stop that the route has before it, or to the end. */
function byHand(open: WorkOrderView[], ids: readonly string[], route: readonly string[]): WorkOrderView[] {
  const jobs = new Map(open.map((job) => [job.id, job]));
  const order = ids.filter((id) => jobs.has(id));
  for (const { id } of open) {
    if (order.includes(id)) continue;
    const at = route.indexOf(id);
    const before = route.slice(0, Math.max(0, at)).findLast((one) => order.includes(one));
    if (at < 0) order.push(id);
    else order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order.flatMap((id) => jobs.get(id) ?? []);
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
