// What the desk has to settle: jobs that the field and the desk saw differently, and own changes that met another's. Pure.
import type { Settled } from "@sync/protocol/messages";
import type { Letter, RequestView, WorkOrderView } from "../../store/views";

export interface Conflict {
  /** Of its row: the work order's, or the refused act's. */
  id: string;
  /** `job`: work that was done otherwise than planned; `save`: a change of this desk that came too late. */
  kind: "job" | "save";
  workOrder: WorkOrderView | undefined;
  /** What the work is about, when this device holds it. */
  request: RequestView | undefined;
  flags: string[];
  /** The refused change; null for a job. */
  letter: Letter | null;
  /** Since when it waits, ISO 8601. */
  at: string;
}

/** What happened to a job when it came into conflict; its last such line dates the conflict. */
const DATES = new Set(["closed", "closed_again", "take_back", "rerouted"]);

/** Whether a change was refused because another had changed the same meanwhile. */
export const isConflict = ({ code }: Letter): boolean => code === "field_conflict";

/** All that waits for a decision, the longest wait first. `requests` are those that changes of the desk may be about. */
export function conflictsOf(workOrders: WorkOrderView[], letters: Letter[], requests: RequestView[]): Conflict[] {
  const jobs = workOrders.filter(({ flags }) => flags.length > 0).map(ofJob);
  const saves = letters.filter(isConflict).map((letter) => ofLetter(letter, workOrders, requests));
  return [...jobs, ...saves].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
}

function ofJob(job: WorkOrderView): Conflict {
  const { id, flags, request, history, created_at } = job;
  const at = history.filter(({ kind }) => DATES.has(kind)).at(-1)?.at ?? history.at(-1)?.at ?? created_at;
  return { id, kind: "job", workOrder: job, request: request ?? undefined, flags, letter: null, at };
}

function ofLetter(letter: Letter, workOrders: WorkOrderView[], requests: RequestView[]): Conflict {
  const [thing, thingId = ""] = letter.on.split("/");
  const own = thing === "wo" ? workOrders.find(({ id }) => id === thingId) : undefined;
  // An assignment that should have made a job names its report instead.
  const requestId = thing === "request" ? thingId : (own?.request_ids[0] ?? letter.args["request_id"]);
  const request = requests.find(({ id }) => id === requestId);
  const workOrder = own ?? workOrders.find(({ id }) => id === request?.work_order_id);
  const at = new Date(letter.at).toISOString();
  return { id: letter.opId, kind: "save", workOrder, request, flags: [], letter, at };
}

/** The jobs whose last decision was made on the day of `now`, the newest decision first. */
export function decidedOn(workOrders: WorkOrderView[], now: Date): { job: WorkOrderView; last: Settled }[] {
  const day = now.toDateString();
  return workOrders
    .flatMap((job) => {
      const last = job.settled?.at(-1);
      return last && new Date(last.at).toDateString() === day ? [{ job, last }] : [];
    })
    .sort((a, b) => Date.parse(b.last.at) - Date.parse(a.last.at));
}
