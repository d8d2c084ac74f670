// What the dispatcher sees, worked out from the store once a change and not once a keystroke.
import { computed, signal } from "@preact/signals";
import { city, crews, districts, held, outbox, requests, services, workOrders } from "../../store";
import type { HeldDoc, WorkOrderView } from "../../store/views";
import { openJobs } from "./deeds";
import { dayHere } from "./due";
import { type Known, type Row, rowsOf } from "./rows";

/** The day it is here; the desk may stay open over midnight. */
const today = signal(dayHere(Date.now()));
export const lookAtClock = (): void => {
  today.value = dayHere(Date.now());
};

export const jobs = computed<ReadonlyMap<string, WorkOrderView>>(
  () => new Map(workOrders.value.map((job) => [job.id, job])),
);

/** The acts that nobody has decided on, also not here a moment ago. */
export const waiting = computed<HeldDoc[]>(() => {
  const decided = new Set(outbox.value.map(({ on }) => on));
  return held.value.filter(({ id, state }) => state === "waiting" && !decided.has(`op/${id}`));
});

/** Everything that all rows are made with. */
const known = computed<Omit<Known, "jobs">>(() => ({
  names: new Map(services.value.map(({ id, name }) => [id, name])),
  days: new Map(services.value.flatMap(({ id, expected_days: days }) => (days == null ? [] : [[id, days] as const]))),
  districts: new Map(districts.value.map(({ id, name }) => [id, name])),
  holidays: city.value?.holidays ?? [],
  today: today.value,
}));

/** The rows of last time, and what they were made with; its documents are new ones after every look at the disk. */
let last = { made: "", rows: new Map<string, Row>() };

export const rows = computed<Row[]>(() => {
  const { names, days, districts: places, holidays, today: day } = known.value;
  const made = JSON.stringify([[...names], [...days], [...places], holidays, day]);
  const found = rowsOf(requests.value, { ...known.value, jobs: jobs.value }, Date.now(), last.made === made ? last.rows : undefined);
  last = { made, rows: new Map(found.map((row) => [row.request.id, row])) };
  return found;
});

export const rowById = computed<ReadonlyMap<string, Row>>(() => (rows.value, last.rows));

export const crewNames = computed<ReadonlyMap<string, string>>(() => new Map(crews.value.map(({ id, name }) => [id, name])));

/** The open work order that serves each request, by the request's id. */
export const openJobsNow = computed<ReadonlyMap<string, WorkOrderView>>(() => openJobs(workOrders.value));
