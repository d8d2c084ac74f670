// Whether a job that somebody assigned has reached its crew: assigned is not delivered. Pure.
import { isOpen } from "@sync/protocol/lifecycle";
import { type CrewsSeen, deliveryOf } from "../../store/desk-crews";
import type { WorkOrderDoc } from "../../store/views";
import { deliveryWords as say } from "../../words/desk-live";

export interface Delivery {
  state: "waiting" | "on_phone" | "accepted";
  text: string;
}

/** null where there is nothing to deliver, or nothing is known. `clock` says an hour. */
export function delivered(job: WorkOrderDoc | undefined, known: CrewsSeen | null, clock: (at: string) => string): Delivery | null {
  if (!job || job.crew_id === null || job.status === "blocked" || !isOpen("work_order", job.status)) return null;
  if (job.accepted_at) return { state: "accepted", text: say.accepted(clock(job.accepted_at)) };
  const found = deliveryOf(job, known);
  if (found === null) return null;
  if (found.of === 0) return { state: "waiting", text: say.noPhone };
  return found.on > 0 ? { state: "on_phone", text: say.onPhones(found.on, found.of) } : { state: "waiting", text: say.notYet };
}

export const DELIVERY_ICONS: Record<Delivery["state"], string> = { waiting: "clock", on_phone: "smartphone", accepted: "check-check" };
