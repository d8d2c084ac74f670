// Which rows the filters leave, and how many that are in each queue. Pure.
import { type Filters, finder, NONE } from "./filters";
import { isQueue, type QueueId, QUEUES } from "./queues";
import type { Row } from "./rows";
import { sorted, usualSort } from "./sorting";

export type Counts = Record<QueueId, number>;

export interface Found {
  /** Of the queue that is looked at, in its order. */
  rows: Row[];
  counts: Counts;
}

const DAY_MS = 86_400_000;
const WEEK = 7;

type Test = (row: Row) => boolean;

const sameOr = (wanted: string, has: string | null | undefined): boolean => (wanted === NONE ? has == null : has === wanted);

/** The tests that these filters ask for; none where all pass. */
export function testsOf(filters: Filters, now: number): Test[] {
  const { q, service, district, crew, priority, due, period } = filters;
  const tests: Test[] = [];
  if (service) tests.push(({ request }) => request.service_code === service);
  if (district) tests.push(({ request }) => sameOr(district, request.district_id));
  if (crew) tests.push(({ request, job }) => sameOr(crew, job ? job.crew_id : request.crew_id));
  if (priority) tests.push(({ request }) => (request.priority ?? "normal") === priority);
  if (due === "late") tests.push((row) => row.due !== null && row.due.left < 0);
  if (due === "today") tests.push((row) => row.due?.left === 0);
  if (due === "week") tests.push((row) => row.due !== null && row.due.left >= 0 && row.due.left < WEEK);
  if (period) {
    const from = new Date(now - Number(period) * DAY_MS).toISOString();
    tests.push(({ request }) => request.requested_at >= from);
  }
  if (q.trim()) {
    const fits = finder(q);
    tests.push(({ hay }) => fits(hay));
  }
  return tests;
}

/** One pass over all rows: the counts are of what was found. */
export function narrow(all: readonly Row[], filters: Filters, now: number): Found {
  const tests = testsOf(filters, now);
  const counts = Object.fromEntries(QUEUES.map((id) => [id, 0])) as Counts;
  const rows: Row[] = [];
  const { queue } = filters;
  for (const row of all) {
    if (!tests.every((passes) => passes(row))) continue;
    for (const id of row.queues) {
      counts[id] += 1;
      if (id === queue) rows.push(row);
    }
  }
  return { rows: isQueue(queue) ? sorted(rows, filters.sort ?? usualSort(queue)) : [], counts };
}
