// What the phone shows before the server answers: documents with the outbox replayed over them. The client half of
// decide: it assumes that everything is accepted, and nothing of it is ever stored (SYNC-052). What crews and the desk do
// is in predict-staff.ts, which only their phones learn.
import { can, isOpen } from "../protocol/lifecycle";
import type { OpArgs, PhotoDoc, PhotoPromise, RequestDoc, WorkOrderDoc } from "../protocol/messages";
import type { QueuedOp } from "./ports";

export interface View {
  requests: Map<string, RequestDoc>;
  workOrders: Map<string, WorkOrderDoc>;
}

/** Who predicts: a crew's own closures carry its name. */
export interface Predictor {
  signature: string;
}

export const UNDER_WAY = new Set(["started", "blocked"]);
const REOPEN_WITHIN_MS = 14 * 24 * 3_600_000;

export type Rules = { [K in keyof OpArgs]: (view: View, queued: QueuedOp, args: OpArgs[K], me: Predictor) => void };

const RULES: Partial<Rules> = {
  "request.report": (view, { op }, args) => {
    const id = idOf(op.on);
    if (view.requests.has(id)) return;
    view.requests.set(id, {
      id,
      ver: 0,
      reference: args.reference,
      service_code: args.service_code,
      status: "new",
      status_note: "",
      description: args.description ?? "",
      place: args.place,
      district_id: null,
      work_order_id: null,
      crew_id: null,
      requested_at: op.at,
      recorded_at: op.at,
      updated_at: op.at,
      photos: expected(args.photos, "report"),
      history: [{ at: op.at, kind: "reported", by: "reporter", text: "" }],
      route: null,
      ...(args.same_as && { duplicate_of: args.same_as }),
    });
  },
  "request.comment": (view, { op }, args, me) =>
    changeRequest(view, idOf(op.on), (request) => ({
      ...request,
      photos: [...request.photos, ...expected(args.photos, "comment")],
      history: [...request.history, { at: op.at, kind: "comment", by: me.signature, text: args.text ?? "" }],
    })),
  "request.edit": (view, { op }, args, me) =>
    changeRequest(view, idOf(op.on), (request) => {
      // What the city has looked at already becomes a comment; only the desk still changes it.
      if (me.signature === "reporter" && !isUnseen(request))
        return withLine(request, { at: op.at, kind: "comment", by: me.signature, text: args.description ?? args.place?.text ?? "" });
      return { ...request, description: args.description ?? request.description, place: args.place ?? request.place };
    }),
  "request.withdraw": (view, { op }, args, me) => {
    const request = view.requests.get(idOf(op.on));
    if (request === undefined) return;
    const said = { at: op.at, by: me.signature, text: args.text ?? "" };
    const job = openJob(view, request);
    const begun = request.status === "in_work" || (job && UNDER_WAY.has(job.status));
    if (begun || !can("request", request.status, "withdrawn"))
      return changeRequest(view, request.id, (one) => withLine(one, { ...said, kind: begun ? "take_back" : "comment" }));
    changeRequest(view, request.id, (one) =>
      withLine({ ...one, status: "withdrawn", status_note: "" }, { ...said, kind: "withdrawn" }),
    );
    if (job && !job.request_ids.some((id) => isOpen("request", view.requests.get(id)?.status ?? "withdrawn"))) cancel(view, job);
  },
  "request.reopen": (view, { op }, args, me) =>
    changeRequest(view, idOf(op.on), (request) => {
      const isEnd = can("request", request.status, "reopened");
      const reopens = isEnd && !isLongOver(request, Date.parse(op.at));
      const line = { at: op.at, kind: reopens ? "reopened" : isEnd ? "followed_up" : "comment", by: me.signature, text: args.text ?? "" };
      const said = withLine({ ...request, photos: [...request.photos, ...expected(args.photos, "comment")] }, line);
      return reopens ? { ...said, status: "reopened", status_note: "", crew_id: null, rating: null } : said;
    }),
  "request.rate": (view, { op }, args, me) =>
    changeRequest(view, idOf(op.on), (request) => {
      const text = `${args.stars}/5 ${args.text ?? ""}`.trim();
      return { ...withLine(request, { at: op.at, kind: "rated", by: me.signature, text }), rating: args.stars };
    }),
  "request.notify": (view, { op }, { channel, address }) =>
    changeRequest(view, idOf(op.on), (request) => {
      const { [channel]: known, ...others } = request.told_by ?? {};
      return { ...request, told_by: address ? { ...others, [channel]: known ?? channel === "push" } : others };
    }),
  noop: () => undefined,
};

/** Foresee these acts too. */
export const learn = (rules: Partial<Rules>): void => void Object.assign(RULES, rules);

/** Whether a reporter may still change it, as far as a phone can tell: it is not told when the crew has seen it. */
export function isUnseen({ status, history, followers }: Pick<RequestDoc, "status" | "history" | "followers">): boolean {
  if (status !== "planned") return status === "new";
  const isSorted = history.some(({ kind }) => kind.startsWith("sorted_"));
  return !followers && !isSorted && history.filter(({ kind }) => kind === "planned").at(-1)?.by === "routing";
}

/** When "not fixed" comes too late to open it again and makes a new report (SYNC-044). */
export const isLongOver = ({ closed_at: closedAt }: Pick<RequestDoc, "closed_at">, now: number): boolean =>
  now - Date.parse(closedAt ?? "") > REOPEN_WITHIN_MS;

/** The documents as they will look when these ops, in their order, are accepted. The maps given are not changed. */
export function predict(view: View, ops: QueuedOp[], me: Predictor): View {
  const next = { requests: new Map(view.requests), workOrders: new Map(view.workOrders) };
  for (const queued of [...ops].sort((a, b) => a.op.mid - b.op.mid)) apply(next, queued, queued.op.kind, me);
  return next;
}

function apply<K extends keyof OpArgs>(view: View, queued: QueuedOp, kind: K, me: Predictor): void {
  RULES[kind]?.(view, queued, queued.op.args as unknown as OpArgs[K], me);
}

export const idOf = (on: string): string => on.slice(on.indexOf("/") + 1);

export const expected = (photos: PhotoPromise[] | undefined, role: PhotoDoc["role"]): PhotoDoc[] =>
  (photos ?? []).map(({ id }) => ({ id, role, state: "expected" }));

export function changeRequest(view: View, id: string, change: (request: RequestDoc) => RequestDoc): void {
  const request = view.requests.get(id);
  if (request !== undefined) view.requests.set(id, change(request));
}

export const withLine = (request: RequestDoc, line: RequestDoc["history"][number]): RequestDoc => ({
  ...request,
  history: [...request.history, line],
});

export function openJob(view: View, request: RequestDoc): WorkOrderDoc | undefined {
  const job = view.workOrders.get(request.work_order_id ?? "");
  return job && isOpen("work_order", job.status) ? job : undefined;
}

/** The job is off; what it was to mend waits for the desk. */
export function cancel(view: View, job: WorkOrderDoc): void {
  view.workOrders.set(job.id, { ...job, status: "cancelled" });
  for (const id of job.request_ids)
    if (view.requests.get(id)?.work_order_id === job.id) moveRequest(view, id, "triaged", "");
}

export function moveRequest(view: View, id: string, status: string, note: string): void {
  changeRequest(view, id, (request) => {
    // A duplicate stays one; its reporter reads how the job goes.
    if (request.status === "duplicate") return { ...request, status_note: note || request.status_note };
    const moves = can("request", request.status, status) || (request.status === status && note !== "");
    return moves ? { ...request, status, status_note: note } : request;
  });
}
