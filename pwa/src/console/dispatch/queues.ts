// Which service request lies in which of the dispatcher's queues, and in what order. Pure.
import { isOpen } from "@sync/protocol/lifecycle";
import type { RequestDoc, WorkOrderDoc } from "../../store/views";

export const QUEUES = ["new", "unassigned", "in_work", "done"] as const;
export type QueueId = (typeof QUEUES)[number];
/** What the desk can look at: the queues of reports, and the acts that wait for a supervisor. */
export const VIEWS = [...QUEUES, "held"] as const;
export type ViewId = (typeof VIEWS)[number];

const WITH_A_CREW = ["planned", "in_work"];

/** Every open request lies in exactly one queue: what a crew has, what no district answers for, what needs a crew. */
export function queueOf(request: RequestDoc, job: WorkOrderDoc | undefined): QueueId {
  if (!isOpen("request", request.status)) return "done";
  const hasCrew = job
    ? job.crew_id !== null && isOpen("work_order", job.status)
    : WITH_A_CREW.includes(request.status);
  if (hasCrew) return "in_work";
  return request.district_id === null ? "unassigned" : "new";
}

/** The requests of each queue. Open queues show the longest wait first, the done queue the latest change. */
export function intoQueues<R extends RequestDoc>(
  requests: R[],
  jobs: ReadonlyMap<string, WorkOrderDoc>,
): Record<QueueId, R[]> {
  const queues: Record<QueueId, R[]> = { new: [], unassigned: [], in_work: [], done: [] };
  for (const request of requests) queues[queueOf(request, jobOf(request, jobs))].push(request);
  const flagged = (r: R): number => (jobOf(r, jobs)?.flags.length ? 0 : 1);
  for (const id of QUEUES) {
    queues[id].sort((a, b) => {
      const order = id === "done" ? compare(b.updated_at, a.updated_at) : compare(a.requested_at, b.requested_at);
      return flagged(a) - flagged(b) || order || compare(a.id, b.id);
    });
  }
  return queues;
}

/** The work order that serves a request, when this device holds it. */
export const jobOf = <J extends WorkOrderDoc>(request: RequestDoc, jobs: ReadonlyMap<string, J>): J | undefined =>
  request.work_order_id === null ? undefined : jobs.get(request.work_order_id);

// ISO times of one form compare as text; localeCompare is far slower at 5,000 rows.
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The id `steps` rows away from the selected one, no further than the ends. A selected report that has left the list
 * was at `place`: the next one now lies there. Starts at the first row. */
export function moveSelection(ids: string[], selected: string | null, steps: number, place = 0): string | null {
  if (selected === null) return ids[0] ?? null;
  const at = ids.indexOf(selected);
  const to = at >= 0 ? at + steps : steps > 0 ? place + steps - 1 : place + steps;
  return ids[Math.min(ids.length - 1, Math.max(0, to))] ?? null;
}
