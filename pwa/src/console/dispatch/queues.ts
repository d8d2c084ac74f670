// Which of the dispatcher's queues a service request lies in. Pure.
//
// Unassigned, In work and Done part all reports among them: no crew has it, a crew has it, nothing is left to do. The others
// show some of those again: New is what nobody of the city has looked at yet, neither this desk nor a crew, whatever the
// district map made of it; Needs review is what somebody should look at, with the reason; Overdue is past its day; of
// Conflicts the field and the desk say different things.
import { isOpen } from "@sync/protocol/lifecycle";
import type { RequestView, WorkOrderView } from "../../store/views";
import type { Due } from "./due";
import { isOfTheCity, type Reason } from "./review";

export const QUEUES = ["new", "review", "unassigned", "overdue", "in_work", "conflicts", "done"] as const;
export type QueueId = (typeof QUEUES)[number];
/** What the desk can look at, in the order of the bar: also the acts that wait for a supervisor, and what disagrees. */
export const VIEWS = ["new", "review", "unassigned", "overdue", "in_work", "held", "conflicts", "done"] as const;
export type ViewId = (typeof VIEWS)[number];

export const isQueue = (view: ViewId): view is QueueId => view !== "held";

const WITH_A_CREW = ["planned", "in_work"];
const UNTOUCHED = ["new", "planned"];

/** Where a report is at home: every one lies in exactly one of these. */
export function homeOf(request: RequestView, job: WorkOrderView | undefined): "unassigned" | "in_work" | "done" {
  if (!isOpen("request", request.status)) return "done";
  const hasCrew = job
    ? job.crew_id !== null && isOpen("work_order", job.status)
    : WITH_A_CREW.includes(request.status);
  return hasCrew ? "in_work" : "unassigned";
}

/** Whether nobody of the city has looked at it yet; an act of this desk counts before it is sent. */
export function isNew({ status, history, progress }: RequestView, job: WorkOrderView | undefined): boolean {
  if (!UNTOUCHED.includes(status) || progress.state !== "sent") return false;
  if (job && (job.accepted_at !== null || job.started_at !== null || job.progress.state !== "sent")) return false;
  return !history.some(isOfTheCity) && !job?.history.some(isOfTheCity);
}

/** All queues that show a report. */
export function queuesOf(request: RequestView, job: WorkOrderView | undefined, due: Due | null, reasons: readonly Reason[]): QueueId[] {
  const found: QueueId[] = [homeOf(request, job)];
  if (isNew(request, job)) found.push("new");
  if (reasons.length > 0) found.push("review");
  if (due !== null && due.left < 0) found.push("overdue");
  if (job && job.flags.length > 0) found.push("conflicts");
  return found;
}

/** The work order that serves a request, when this device holds it. */
export const jobOf = <J extends { id: string }>(
  request: { work_order_id: string | null },
  jobs: ReadonlyMap<string, J>,
): J | undefined => (request.work_order_id === null ? undefined : jobs.get(request.work_order_id));

/** The id `steps` rows away from the selected one, no further than the ends. A selected report that has left the list
 * was at `place`: the next one now lies there. Starts at the first row. */
export function moveSelection(ids: string[], selected: string | null, steps: number, place = 0): string | null {
  if (selected === null) return ids[0] ?? null;
  const at = ids.indexOf(selected);
  const to = at >= 0 ? at + steps : steps > 0 ? place + steps - 1 : place + steps;
  return ids[Math.min(ids.length - 1, Math.max(0, to))] ?? null;
}
