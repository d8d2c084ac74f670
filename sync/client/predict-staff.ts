// What crews and the desk do, as predict.ts shows it before the server answers: only phones of staff learn it, so that
// nobody else loads it.
import { CLOSING, can, isOpen } from "../protocol/lifecycle";
import type { Closing, Material, OpArgs, PhotoPromise, RequestDoc, WorkOrderDoc } from "../protocol/messages";
import { mayCorrect } from "../protocol/corrections";
import type { QueuedOp } from "./ports";
import {
  cancel,
  changeRequest,
  expected,
  idOf,
  moveRequest,
  openJob,
  UNDER_WAY,
  type Predictor,
  type Rules,
  type View,
} from "./predict";

/** What a closing makes of a job. */
const ENDED = new Set(["done", "blocked"]);
/** Where a request stands that such a job takes in. */
const FOLLOWS: Record<string, string> = { open: "triaged", assigned: "planned", started: "in_work", blocked: "planned" };

export const STAFF_RULES: Partial<Rules> = {
  "request.sort": (view, { op }, args) =>
    changeRequest(view, idOf(op.on), (request) => ({
      ...request,
      service_code: args.service_code ?? request.service_code,
      priority: args.priority ?? request.priority,
      status: request.status === "new" ? "triaged" : request.status,
    })),
  "request.merge": (view, { op }, args) => {
    const into = view.requests.get(args.into);
    changeRequest(view, idOf(op.on), (request) =>
      can("request", request.status, "duplicate")
        ? { ...request, status: "duplicate", status_note: "", duplicate_of: into?.reference ?? null }
        : request,
    );
  },
  "request.unmerge": (view, { op }) => {
    const request = view.requests.get(idOf(op.on));
    if (request?.status !== "duplicate") return;
    const home = homeOf(view, request.id);
    if (home) changeRequest(view, home.id, (one) => ({ ...one, followers: Math.max(0, (one.followers ?? 0) - 1) }));
    const served = [...view.workOrders.values()].filter((job) => job.request_ids.includes(request.id));
    const shared = served.filter((job) => home && job.request_ids.includes(home.id));
    for (const job of shared) takeOff(view, job, [request.id]);
    // The crew that the desk had chosen before the merge is the server's to know.
    const own = served.find((job) => !shared.includes(job) && isOpen("work_order", job.status));
    const status = own ? (FOLLOWS[own.status] ?? "triaged") : "triaged";
    const place = { duplicate_of: null, work_order_id: own?.id ?? null, crew_id: own?.crew_id ?? null };
    changeRequest(view, request.id, (one) => ({ ...one, status, status_note: "", ...place }));
    for (const job of shared) if (isOpen("work_order", job.status)) dropUnneeded(view, job.id);
  },
  "request.close": (view, { op }, args) => {
    const request = view.requests.get(idOf(op.on));
    const law = CLOSING[args.outcome];
    if (!request || !law || !isOpen("request", request.status)) return;
    const job = openJob(view, request);
    for (const id of [request.id, ...followersOf(view, request)]) moveRequest(view, id, law.request, args.note);
    if (job) dropUnneeded(view, job.id);
  },
  "wo.accept": (view, { op }) =>
    changeJob(view, idOf(op.on), (job) => ({ ...job, accepted_at: job.accepted_at ?? op.at })),
  "wo.start": (view, { op }) =>
    changeJob(view, idOf(op.on), (job) => {
      if (!can("work_order", job.status, "started")) return job;
      for (const id of job.request_ids) moveRequest(view, id, "in_work", "");
      return { ...job, status: "started", started_at: op.at, accepted_at: job.accepted_at ?? op.at };
    }),
  "wo.close": (view, { op }, args, me) =>
    changeJob(view, idOf(op.on), (was) => {
      const law = CLOSING[args.outcome];
      const job = withSpent(was, op, args, me);
      const photos = [...job.photos, ...expected(args.photos, "evidence")];
      const isFirst = law !== undefined && isOpen("work_order", job.status);
      const said = closingOf(op, args, me, isFirst ? "first" : "double", args.outcome, args.note ?? "", job);
      if (!isFirst) return { ...job, photos, closings: [...(job.closings ?? []), said] };
      for (const id of job.request_ids) {
        moveRequest(view, id, law.request, args.note ?? "");
        showPhotos(view, id, args.photos);
      }
      const done = law.work_order === "done";
      return {
        ...job,
        photos,
        status: can("work_order", job.status, law.work_order) ? law.work_order : job.status,
        outcome: args.outcome,
        note: args.note ?? "",
        closed_at: done ? op.at : null,
        closed_by: done ? me.signature : null,
        closings: counted([...(job.closings ?? []), said], said.id),
      };
    }),
  "wo.assign": (view, { op }, args) => {
    const id = idOf(op.on);
    const requestId = args.request_id;
    if (!view.workOrders.has(id) && requestId) view.workOrders.set(id, newJob(id, requestId, op.at));
    changeJob(view, id, (job) => {
      for (const served of job.request_ids) {
        moveRequest(view, served, "planned", "");
        changeRequest(view, served, (request) => ({ ...request, crew_id: args.crew_id, work_order_id: id }));
      }
      return { ...job, crew_id: args.crew_id, status: "assigned", accepted_at: null, started_at: null };
    });
  },
  "wo.cancel": (view, { op }) => {
    const job = view.workOrders.get(idOf(op.on));
    if (job && can("work_order", job.status, "cancelled")) cancel(view, job);
  },
  "wo.plan": (view, { op }, args) =>
    changeJob(view, idOf(op.on), (job) => ({
      ...job,
      schedule: args.schedule ?? job.schedule,
      instructions: args.instructions ?? job.instructions,
    })),
  "wo.log": (view, { op }, args, me) => changeJob(view, idOf(op.on), (job) => withSpent(job, op, args, me)),
  "wo.correct": (view, { op }, args, me) =>
    changeJob(view, idOf(op.on), (job) => {
      const photos = [...job.photos, ...expected(args.photos, "evidence")];
      const [outcome, note] = [args.outcome ?? job.outcome ?? "", args.note ?? job.note];
      const said = closingOf(op, args, me, "correction", outcome, note, job);
      const law = CLOSING[outcome];
      const follow = standing(view, job);
      if (!law || !isMine(job, me) || !isAsItWasLeft(view, job, follow))
        return { ...job, photos, closings: [...(job.closings ?? []), said] };
      for (const id of job.request_ids) showPhotos(view, id, args.photos);
      if (outcome !== job.outcome || note !== job.note) for (const id of follow) correctRequest(view, id, law.request, note);
      return became({ ...job, photos, closings: [...(job.closings ?? []), said] }, said, job.closed_by ?? me.signature);
    }),
  "wo.serve": (view, { op }, args) => {
    const job = view.workOrders.get(idOf(op.on));
    const request = homeOf(view, args.request_id);
    if (!job || !request || !isOpen("work_order", job.status) || !isOpen("request", request.status)) return;
    const former = openJob(view, request);
    if (former?.id === job.id) return;
    const served = [request.id, ...followersOf(view, request)];
    if (former) takeOff(view, former, served);
    changeJob(view, job.id, (now) => ({ ...now, request_ids: [...new Set([...now.request_ids, ...served])] }));
    for (const id of served) {
      changeRequest(view, id, (one) => ({ ...one, work_order_id: job.id, crew_id: job.crew_id }));
      moveRequest(view, id, FOLLOWS[job.status] ?? "triaged", "");
    }
    if (former) dropUnneeded(view, former.id);
  },
  "wo.split": (view, { op }, args) => {
    const job = view.workOrders.get(idOf(op.on));
    const request = view.requests.get(args.request_id);
    if (!job?.request_ids.includes(args.request_id) || !request) return;
    if (!isOpen("work_order", job.status) || !isOpen("request", request.status)) return;
    const served = [request.id, ...followersOf(view, request)];
    takeOff(view, job, served);
    const own = args.job_id ?? null;
    if (own !== null)
      view.workOrders.set(own, {
        ...newJob(own, request.id, op.at),
        request_ids: served,
        district_id: request.district_id,
        crew_id: job.crew_id,
        status: job.crew_id === null ? "open" : "assigned",
      });
    for (const id of served) {
      if (own !== null) changeRequest(view, id, (one) => ({ ...one, work_order_id: own, crew_id: job.crew_id }));
      moveRequest(view, id, own !== null && job.crew_id !== null ? "planned" : "triaged", "");
    }
    dropUnneeded(view, job.id);
  },
  // Going back to what was before a decision is the server's to know: the flags show that it is open again.
  "wo.settle": (view, { op }, args, me) =>
    changeJob(view, idOf(op.on), (job) => {
      if (args.verdict === "open") {
        const last = job.settled?.at(-1);
        if (!last) return job;
        return { ...job, settled: job.settled?.slice(0, -1) ?? [], flags: [...new Set([...job.flags, ...last.flags])] };
      }
      const flags = job.flags.filter((flag) => !args.flags?.length || args.flags.includes(flag));
      if (flags.length === 0) return job;
      const claim = args.verdict === "take" ? claimOf(job, args.closing ?? null) : undefined;
      if (claim && !claim.counts && !ENDED.has(job.status)) return job;
      const decided = { verdict: args.verdict, flags, note: args.note ?? "", by: me.signature, name: "", at: op.at, closing: claim?.id ?? null };
      const rest = { flags: job.flags.filter((flag) => !flags.includes(flag)), settled: [...(job.settled ?? []), decided] };
      if (args.verdict === "keep" && isLate(job)) return { ...letGo(view, job), ...rest };
      if (!claim || claim.counts) return { ...job, ...rest };
      const status = CLOSING[claim.outcome]?.request ?? "";
      const follow = standing(view, job);
      for (const id of follow) correctRequest(view, id, status, claim.note ?? "");
      return { ...became({ ...job, closings: told(job, claim, follow) }, claim, claim.by), ...rest };
    }),
  // What the desk lets through shows when the server has decided it: this phone does not know its author's rights.
  "op.review": () => undefined,
};

function summed(rows: Material[]): Material[] {
  const totals = new Map<string, Material>();
  for (const row of rows) {
    const key = JSON.stringify([row.name, row.unit ?? ""]);
    totals.set(key, { ...row, quantity: row.quantity + (totals.get(key)?.quantity ?? 0) });
  }
  return [...totals.values()];
}

function changeJob(view: View, id: string, change: (job: WorkOrderDoc) => WorkOrderDoc): void {
  const job = view.workOrders.get(id);
  if (job !== undefined) view.workOrders.set(id, change(job));
}

/** The job with a row of time and material, where there is anything in it. */
function withSpent(job: WorkOrderDoc, op: QueuedOp["op"], spent: Spent, me: Predictor): WorkOrderDoc {
  const { minutes = 0, materials = [], text = "" } = spent;
  if (minutes === 0 && materials.length === 0 && text === "") return job;
  return {
    ...job,
    minutes: (job.minutes ?? 0) + minutes,
    materials: summed([...(job.materials ?? []), ...materials]),
    history: [...job.history, { at: op.at, kind: "logged", by: me.signature, text }],
  };
}

type Spent = Pick<OpArgs["wo.log"], "minutes" | "materials" | "text">;

function closingOf(
  op: QueuedOp["op"],
  args: { photos?: PhotoPromise[] } & Spent,
  me: Predictor,
  kind: Closing["kind"],
  outcome: string,
  note: string,
  job: WorkOrderDoc,
): Closing {
  const photos = (args.photos ?? []).map(({ id }) => id);
  const who = { by: me.signature, name: "", crew_id: null, occurred_at: op.at, received_at: op.at };
  return { id: op.op_id, kind, ...who, outcome, note, photos, minutes: args.minutes ?? 0, materials: args.materials ?? [], counts: false, request_ids: job.request_ids };
}

const counted = (closings: Closing[], id: string): Closing[] => closings.map((one) => ({ ...one, counts: one.id === id }));

/** The closings, this one told to these requests too. */
const told = (job: WorkOrderDoc, { id, request_ids }: Closing, too: string[]): Closing[] =>
  (job.closings ?? []).map((one) => (one.id === id && request_ids ? { ...one, request_ids: [...new Set([...request_ids, ...too])] } : one));

/** The job as this closing says that it is. */
function became(job: WorkOrderDoc, closing: Closing, by: string): WorkOrderDoc {
  const status = CLOSING[closing.outcome]?.work_order ?? job.status;
  const moves = status !== job.status && mayCorrect("work_order", job.status, status);
  const done = (moves ? status : job.status) === "done";
  return {
    ...job,
    status: moves ? status : job.status,
    outcome: closing.outcome,
    note: closing.note ?? "",
    closed_at: done ? (job.closed_at ?? closing.occurred_at) : null,
    closed_by: done ? by : null,
    closings: counted(job.closings ?? [], closing.id),
  };
}

/** Whether what counts is this author's to correct. */
function isMine(job: WorkOrderDoc, me: Predictor): boolean {
  const now = (job.closings ?? []).find((one) => one.counts);
  return me.signature === "dispatcher" || now === undefined || now.by === me.signature || now.kind === "correction";
}

/** The requests that are still as the closing left them. */
function standing(view: View, job: WorkOrderDoc): string[] {
  const left = [CLOSING[job.outcome ?? ""]?.request, "duplicate", ...(job.status === "cancelled" ? ["triaged"] : [])];
  return job.request_ids.filter((id) => {
    const request = view.requests.get(id);
    return request?.work_order_id === job.id && left.includes(request.status);
  });
}

function isAsItWasLeft(view: View, job: WorkOrderDoc, follow: string[]): boolean {
  if (!ENDED.has(job.status)) return false;
  const waiting = job.request_ids.filter((id) => (view.requests.get(id)?.status ?? "withdrawn") !== "withdrawn");
  return waiting.length === 0 || follow.some((id) => view.requests.get(id)?.status !== "duplicate");
}

function correctRequest(view: View, id: string, status: string, note: string): void {
  changeRequest(view, id, (request) => {
    if (request.status === "duplicate" || request.status === status) return { ...request, status_note: note };
    if (!mayCorrect("request", request.status, status)) return request;
    const rating = isOpen("request", status) ? null : (request.rating ?? null);
    return { ...request, status, status_note: note, rating };
  });
}

/** The closing that is meant, as settling.py finds it. */
function claimOf(job: WorkOrderDoc, id: string | null): Closing | undefined {
  const all = job.closings ?? [];
  if (id !== null) return all.find((one) => one.id === id);
  const at = all.findIndex((one) => one.counts);
  const now = all[at];
  return all.filter((one, i) => !now || i > at || one.crew_id !== now.crew_id).at(-1) ?? now;
}

/** Whether what counts came after the desk had moved the job or called it off, and nobody else closed it. */
function isLate(job: WorkOrderDoc): boolean {
  const now = (job.closings ?? []).find((one) => one.counts);
  return now?.kind === "late" && (ENDED.has(job.status) || job.status === "cancelled") && claimOf(job, null) === now;
}

/** The late closing counts no longer: the job goes on where the desk had put it. */
function letGo(view: View, job: WorkOrderDoc): WorkOrderDoc {
  const isOff = job.moved?.kind === "cancelled";
  for (const id of standing(view, job)) correctRequest(view, id, isOff ? "triaged" : "planned", "");
  const status = isOff ? "cancelled" : job.started_at ? "started" : "assigned";
  return { ...job, status, outcome: null, note: "", closed_at: null, closed_by: null, closings: counted(job.closings ?? [], "") };
}

const showPhotos = (view: View, id: string, photos: PhotoPromise[] | undefined): void =>
  changeRequest(view, id, (request) => ({ ...request, photos: [...request.photos, ...expected(photos, "evidence")] }));

function homeOf(view: View, id: string): RequestDoc | undefined {
  const request = view.requests.get(id);
  if (!request?.duplicate_of) return request;
  return [...view.requests.values()].find((one) => one.reference === request.duplicate_of);
}

const followersOf = (view: View, { reference }: RequestDoc): string[] =>
  [...view.requests.values()].filter((one) => one.duplicate_of === reference).map(({ id }) => id);

function takeOff(view: View, job: WorkOrderDoc, requests: string[]): void {
  const rest = job.request_ids.filter((id) => !requests.includes(id));
  // What was said when it was closed stays with those that it goes on serving, where it was said of them too (SYNC-086).
  const all = job.closings ?? [];
  const said = all.filter((one) => rest.some((id) => one.request_ids?.includes(id) ?? true));
  const kept = all.filter((one) => !said.includes(one));
  const [notes, photos] = [givenBack(said, kept, (one) => [one.note ?? ""]), givenBack(said, kept, (one) => one.photos ?? [])];
  const closings = all.map((one) => (said.includes(one) ? { ...one, request_ids: without(one.request_ids, requests) } : one));
  changeJob(view, job.id, (now) => ({ ...now, request_ids: rest, closings }));
  for (const id of requests)
    changeRequest(view, id, (request) => ({
      ...request,
      work_order_id: null,
      crew_id: null,
      photos: request.photos.filter((photo) => !photos.has(photo.id)),
      status_note: notes.has(request.status_note) ? "" : request.status_note,
    }));
}

const without = (ids: string[] | null | undefined, gone: string[]) => ids?.filter((id) => !gone.includes(id)) ?? null;

/** What these closings say and those that were told of the leaving alone do not. */
function givenBack(said: Closing[], kept: Closing[], of: (one: Closing) => string[]): Set<string> {
  const theirs = new Set(kept.flatMap(of));
  return new Set(said.flatMap(of).filter((one) => !theirs.has(one)));
}

/** A job whose requests are all over leaves its crew's list, unless work has begun. */
function dropUnneeded(view: View, id: string): void {
  const job = view.workOrders.get(id);
  if (!job || job.request_ids.some((one) => isOpen("request", view.requests.get(one)?.status ?? "withdrawn"))) return;
  if (!UNDER_WAY.has(job.status)) cancel(view, job);
  else if (!job.flags.includes("double_work")) view.workOrders.set(id, { ...job, flags: [...job.flags, "double_work"] });
}

const newJob = (id: string, requestId: string, at: string): WorkOrderDoc => ({
  id,
  ver: 0,
  status: "open",
  crew_id: null,
  district_id: null,
  request_ids: [requestId],
  outcome: null,
  note: "",
  evidence: "none",
  flags: [],
  created_at: at,
  accepted_at: null,
  started_at: null,
  closed_at: null,
  closed_by: null,
  photos: [],
  history: [],
});
