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
  // What waited for parts is taken up again by its own crew; nothing leads back to waiting.
  return { act: { kind: "wo.assign", on, args: { crew_id: crewId } }, back: job.crew_id === crewId ? [] : [back] };
}

const hasIt = (job: WorkOrderView, crewId: string): boolean => job.crew_id === crewId && job.status !== "blocked";

/** Each job once, however many of its requests are among them; those that the crew has already are left as they are. */
export function assign(rows: readonly Row[], crewId: string, jobs: Jobs, said: string, newId: NewId): Deed {
  const seen = new Set<string>();
  const steps = rows.flatMap(({ request }) => {
    const job = jobs.get(request.id);
    if (job && (hasIt(job, crewId) || seen.has(job.id))) return [];
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
    back: [{ kind: "request.unmerge", on: onRequest(id), args: {} }],
  }));
  return deed(steps, said);
}

/** One work order for all: that of the oldest report, or a new one; the crew gets it where it has it not. */
export function group(rows: readonly Row[], crewId: string, jobs: Jobs, said: string, newId: NewId): Deed {
  const [first, ...others] = byAge(rows);
  if (!first) return deed([], said);
  const job = jobs.get(first.request.id);
  const begin = job?.crew_id === crewId ? [] : [assignStep(job, first.request.id, crewId, newId)];
  const on = job ? onJob(job.id) : (begin[0]?.act.on ?? "");
  const all = new Set(rows.map(({ request }) => request.id));
  const joins = others
    .filter(({ request }) => !job?.request_ids.includes(request.id))
    .map(({ request: { id } }): Step => ({
      act: { kind: "wo.serve", on, args: { request_id: id } },
      back: leave(on, id, crewId, jobs.get(id), all, newId),
    }));
  return deed([...begin, ...joins], said);
}

/** Back from the job `on` of this crew to where the request was: into the job that stayed for others, to the crew that had
 * it alone, or to nobody. */
function leave(on: string, id: string, crewId: string, former: WorkOrderView | undefined, all: ReadonlySet<string>, newId: NewId): Act[] {
  if (former?.request_ids.some((one) => !all.has(one))) return [{ kind: "wo.serve", on: onJob(former.id), args: { request_id: id } }];
  if (!former?.crew_id) return [{ kind: "wo.split", on, args: { request_id: id } }];
  const own = newId();
  const split: Act = { kind: "wo.split", on, args: { request_id: id, job_id: own } };
  return former.crew_id === crewId ? [split] : [split, { kind: "wo.assign", on: onJob(own), args: { crew_id: former.crew_id } }];
}

/** The request leaves the job that serves others too. */
export function split({ request }: Row, job: WorkOrderView, ownJob: boolean, said: string, newId: NewId): Deed {
  const on = onJob(job.id);
  const act: Act = { kind: "wo.split", on, args: { request_id: request.id, ...(ownJob && { job_id: newId() }) } };
  return deed([{ act, back: [{ kind: "wo.serve", on, args: { request_id: request.id } }] }], said);
}

export function unmerge({ request }: Row, into: string | undefined, said: string): Deed {
  const on = onRequest(request.id);
  const back: Act[] = into === undefined ? [] : [{ kind: "request.merge", on, args: { into } }];
  return deed([{ act: { kind: "request.unmerge", on, args: {} }, back }], said);
}

export function close(rows: readonly Row[], outcome: string, note: (row: Row) => string, said: string): Deed {
  const steps = rows.map((row): Step => {
    const on = onRequest(row.request.id);
    return {
      act: { kind: "request.close", on, args: { outcome, note: note(row) } },
      back: [{ kind: "request.reopen", on, args: {} }],
    };
  });
  return deed(steps, said);
}

/** The desk closes the job of an agency in its place; until it is sent it can be taken back. */
export function closeFor(job: WorkOrderView, outcome: string, note: string, said: string): Deed {
  return deed([{ act: { kind: "wo.close", on: onJob(job.id), args: { outcome, note, photos: [] } }, back: [] }], said);
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
