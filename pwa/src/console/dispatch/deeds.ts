// What an act on one report or many is made of: its ops, and for each of them the ops that lead back. Pure, but for the ids
// of new work orders.
import { isOpen } from "@sync/protocol/lifecycle";
import type { Act } from "../../store/act-all";
import type { WorkOrderView } from "../../store/views";
import type { Row } from "./rows";
import type { Priority } from "./sorting";

export interface Deed {
  acts: Act[];
  /** For each act, in the same order; nothing where it cannot be taken back once it is sent. */
  back: Act[][];
  /** What was done, as one sentence. */
  said: string;
}

interface Step {
  act: Act;
  back: Act[];
}

const deed = (steps: Step[], said: string): Deed => ({ acts: steps.map(({ act }) => act), back: steps.map(({ back }) => back), said });

const onRequest = (id: string): `request/${string}` => `request/${id}`;
const onJob = (id: string): `wo/${string}` => `wo/${id}`;

/** The open work order that serves each request, by the request's id. */
export function openJobs(workOrders: readonly WorkOrderView[]): Map<string, WorkOrderView> {
  const open = workOrders.filter(({ status }) => isOpen("work_order", status));
  return new Map(open.flatMap((job) => job.request_ids.map((id) => [id, job] as const)));
}

type Jobs = ReadonlyMap<string, WorkOrderView>;
type NewId = () => string;

function assignStep(job: WorkOrderView | undefined, requestId: string, crewId: string, newId: NewId): Step {
  if (!job) {
    const on = onJob(newId());
    return {
      act: { kind: "wo.assign", on, args: { crew_id: crewId, request_id: requestId } },
      back: [{ kind: "wo.cancel", on, args: { note: "" } }],
    };
  }
  const on = onJob(job.id);
  const back: Act = job.crew_id
    ? { kind: "wo.assign", on, args: { crew_id: job.crew_id } }
    : { kind: "wo.cancel", on, args: { note: "" } };
  return { act: { kind: "wo.assign", on, args: { crew_id: crewId } }, back: [back] };
}

/** Each job once, however many of its requests are among them; those that the crew has already are left as they are. */
export function assign(rows: readonly Row[], crewId: string, jobs: Jobs, said: string, newId: NewId): Deed {
  const seen = new Set<string>();
  const steps = rows.flatMap(({ request }) => {
    const job = jobs.get(request.id);
    if (job && (job.crew_id === crewId || seen.has(job.id))) return [];
    if (job) seen.add(job.id);
    return [assignStep(job, request.id, crewId, newId)];
  });
  return deed(steps, said);
}

export function prioritize(rows: readonly Row[], priority: Priority, said: string): Deed {
  return sort(rows, ({ request }) => request.priority ?? "normal", priority, (value) => ({ priority: value }), said);
}

export function recategorize(rows: readonly Row[], code: string, said: string): Deed {
  return sort(rows, ({ request }) => request.service_code, code, (value) => ({ service_code: value }), said);
}

function sort<T extends string>(
  rows: readonly Row[],
  now: (row: Row) => T,
  wanted: T,
  args: (value: T) => { priority?: Priority; service_code?: string },
  said: string,
): Deed {
  const steps = rows
    .filter((row) => now(row) !== wanted)
    .map((row): Step => {
      const on = onRequest(row.request.id);
      return {
        act: { kind: "request.sort", on, args: args(wanted) },
        back: [{ kind: "request.sort", on, args: args(now(row)) }],
      };
    });
  return deed(steps, said);
}

/** All but the one that stays become its duplicates. */
export function merge(rows: readonly Row[], staysId: string, said: string): Deed {
  const others = rows.filter(({ request }) => request.id !== staysId);
  const steps = others.map(({ request: { id } }): Step => ({
    act: { kind: "request.merge", on: onRequest(id), args: { into: staysId } },
    back: [],
  }));
  return deed(steps, said);
}

/** What is said cannot be unsaid: only until it is sent. */
export function reply(rows: readonly Row[], text: (row: Row) => string, said: string, newId: NewId): Deed {
  const steps = rows.map((row): Step => ({
    act: { kind: "request.comment", on: onRequest(row.request.id), args: { id: newId(), text: text(row) } },
    back: [],
  }));
  return deed(steps, said);
}

export const byAge = (rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (a.request.requested_at < b.request.requested_at ? -1 : 1));
