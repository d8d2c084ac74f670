// The report and the job behind a held act, as they stand now; undefined when this desk does not hold them.
import { requests } from "../../store";
import type { HeldDoc, RequestView, WorkOrderView } from "../../store/views";
import { jobs } from "./board";

export function thingOf({ on }: HeldDoc): RequestView | undefined {
  const [kind, id = ""] = on.split("/");
  const requestId = kind === "wo" ? jobs.value.get(id)?.request_ids[0] : id;
  return requests.value.find((request) => request.id === requestId);
}

export function jobBehind(held: HeldDoc): WorkOrderView | undefined {
  const [kind, id = ""] = held.on.split("/");
  return jobs.value.get(kind === "wo" ? id : (thingOf(held)?.work_order_id ?? ""));
}
