// What crews and the desk do to reports and jobs.
import { promiseOf } from "@sync/client/op";
import { isOpen } from "@sync/protocol/lifecycle";
import type { OpArgs } from "@sync/protocol/messages";
import type { Origin } from "./device-store";
import { act, workOrders } from "./index";
import type { Closure } from "./views";

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
export const reviewHeld = (opId: string, verdict: "accept" | "refuse", note: string): Promise<void> =>
  act("op.review", `op/${opId}`, { verdict, note });

export const acceptJob = (workOrderId: string): Promise<void> => act("wo.accept", `wo/${workOrderId}`, {});

export const startJob = (workOrderId: string): Promise<void> => act("wo.start", `wo/${workOrderId}`, {});

export const closeJob = (workOrderId: string, { photos, ...closure }: Closure, origin: Origin): Promise<void> =>
  act("wo.close", `wo/${workOrderId}`, { ...closure, photos: photos.map(promiseOf) }, photos, origin);

/** Gives the request's work order to a crew; makes the work order when there is none that is still open. */
export function assignRequest(requestId: string, crewId: string): Promise<void> {
  const job = workOrders.value.find(
    (one) => one.request_ids.includes(requestId) && isOpen("work_order", one.status),
  );
  if (job) return act("wo.assign", `wo/${job.id}`, { crew_id: crewId });
  return act("wo.assign", `wo/${crypto.randomUUID()}`, { crew_id: crewId, request_id: requestId });
}
