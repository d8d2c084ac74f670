// What the dispatcher sees, worked out from the store once a change and not once a keystroke.
import { computed } from "@preact/signals";
import { serviceName } from "../../design/service-name";
import { districts, held, outbox, requests, workOrders } from "../../store";
import type { HeldDoc, RequestView, WorkOrderView } from "../../store/views";
import { finder, haystack } from "./filters";
import { QUEUES, type QueueId, intoQueues } from "./queues";

export type Queues = Record<QueueId, RequestView[]>;

export const jobs = computed<ReadonlyMap<string, WorkOrderView>>(
  () => new Map(workOrders.value.map((job) => [job.id, job])),
);

/** The acts that nobody has decided on, also not here a moment ago. */
export const waiting = computed<HeldDoc[]>(() => {
  const decided = new Set(outbox.value.map(({ on }) => on));
  return held.value.filter(({ id, state }) => state === "waiting" && !decided.has(`op/${id}`));
});

const queues = computed<Queues>(() => intoQueues(requests.value, jobs.value));

const hays = computed<ReadonlyMap<string, string>>(() => {
  const names = new Map(districts.value.map((district) => [district.id, district.name]));
  return new Map(
    requests.value.map((request) => [
      request.id,
      haystack(request, serviceName(request.service_code), names.get(request.district_id ?? "") ?? ""),
    ]),
  );
});

/** The queues with only what the typed words find. */
export function findInQueues(typed: string): Queues {
  if (typed.trim() === "") return queues.value;
  const found = { ...queues.value };
  const fits = finder(typed);
  for (const id of QUEUES) found[id] = found[id].filter((request) => fits(hays.value.get(request.id) ?? ""));
  return found;
}
