// What crews and the desk do to reports and jobs.
import { promiseOf } from "@sync/client/op";
import { isOpen } from "@sync/protocol/lifecycle";
import type { OpArgs } from "@sync/protocol/messages";
import type { Origin } from "./device-store";
import { act, onDisk, workOrders } from "./index";
import { takeBack } from "./take-back";
import type { Closure, Photo } from "./views";

export const sortRequest = (requestId: string, changes: OpArgs["request.sort"]): Promise<void> =>
  act("request.sort", `request/${requestId}`, changes);

export const mergeRequest = (requestId: string, into: string): Promise<void> =>
  act("request.merge", `request/${requestId}`, { into });

export const cancelJob = (workOrderId: string, note: string): Promise<void> =>
  act("wo.cancel", `wo/${workOrderId}`, { note });

export const planJob = (workOrderId: string, changes: OpArgs["wo.plan"]): Promise<void> =>
  act("wo.plan", `wo/${workOrderId}`, changes);

export const logWork = (workOrderId: string, spent: Omit<OpArgs["wo.log"], "id">): Promise<void> =>
  act("wo.log", `wo/${workOrderId}`, { id: crypto.randomUUID(), ...spent });

/** The desk lets a held op through, or refuses it. */
export const reviewHeld = (opId: string, verdict: "accept" | "refuse", note: string, draft: string | null = null): Promise<void> =>
  act("op.review", `op/${opId}`, { verdict, note }, [], { draft });

export const acceptJob = (workOrderId: string): Promise<void> => act("wo.accept", `wo/${workOrderId}`, {});

export const startJob = (workOrderId: string): Promise<void> => act("wo.start", `wo/${workOrderId}`, {});

export const closeJob = (workOrderId: string, { photos, ...closure }: Closure, origin: Origin): Promise<void> =>
  act("wo.close", `wo/${workOrderId}`, { ...closure, photos: photos.map(promiseOf) }, photos, origin);

/** What became of it was otherwise: another outcome, another note, one more photo. What is absent stays as it was said. */
export const correctJob = (
  workOrderId: string,
  changes: Pick<OpArgs["wo.correct"], "outcome" | "note">,
  photos: Photo[],
  origin: Origin,
): Promise<void> => act("wo.correct", `wo/${workOrderId}`, { ...changes, photos: photos.map(promiseOf) }, photos, origin);

/** The job is for this request too; it leaves the job it had. */
export const serveToo = (workOrderId: string, requestId: string): Promise<void> =>
  act("wo.serve", `wo/${workOrderId}`, { request_id: requestId });

/** The request leaves the job: as a job of its own for the same crew, or to wait for the desk. */
export const splitOff = (workOrderId: string, requestId: string, ownJob: boolean): Promise<void> =>
  act("wo.split", `wo/${workOrderId}`, { request_id: requestId, ...(ownJob && { job_id: crypto.randomUUID() }) });

/** It is no duplicate after all. */
export const unmergeRequest = (requestId: string): Promise<void> => act("request.unmerge", `request/${requestId}`, {});

/** The desk closes it without a crew; the note is for its reporter. */
export const closeRequest = (requestId: string, outcome: string, note: string): Promise<void> =>
  act("request.close", `request/${requestId}`, { outcome, note });

/** The desk decides these flags of a job, all there are when none is named; the newest closing that does not count is the
 * one to take. "open" takes the last decision back. */
export const settleJob = (
  workOrderId: string,
  verdict: OpArgs["wo.settle"]["verdict"],
  flags: string[],
  note: string,
  draft: string | null = null,
): Promise<void> => act("wo.settle", `wo/${workOrderId}`, { verdict, flags, note }, [], { draft });

/** Takes an act back that has not left the phone: what it was made from is there again. False when it is too late, or when
 * something that was done later stands on it. */
export const undoQueued = (opId: string): Promise<boolean> =>
  onDisk(({ db }) => takeBack(db, opId, Date.now()));

/** Gives the request's work order to a crew; makes the work order when there is none that is still open. */
export function assignRequest(requestId: string, crewId: string, origin: Origin = {}): Promise<void> {
  const job = workOrders.value.find(
    (one) => one.request_ids.includes(requestId) && isOpen("work_order", one.status),
  );
  if (job) return act("wo.assign", `wo/${job.id}`, { crew_id: crewId }, [], origin);
  return act("wo.assign", `wo/${crypto.randomUUID()}`, { crew_id: crewId, request_id: requestId }, [], origin);
}
