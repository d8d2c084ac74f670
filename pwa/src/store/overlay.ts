// Documents and this phone's unsent work, laid over one another into what screens show. Pure, but that what has not
// changed is the very object of last time.
import type { Activity } from "@sync/client/engine";
import type { DeviceState, JournalOp, PhotoFacts, QueuedOp, StoredDoc } from "@sync/client/ports";
import { predict, type View } from "@sync/client/predict";
import type { CrewDoc, HeldDoc, RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";
import { isOpen } from "@sync/protocol/lifecycle";
import { show } from "@sync/protocol/reference";
import type { StoredLetter } from "./database";
import { waysOf, wordsOf, type Here } from "./letter-ways";
import { behind, isPlain, isRefused } from "./letters";
import type { Answer, Code, Connection, Letter, OutboxRow, Progress, RequestView, ServiceDoc, WaitReason, WorkOrderView } from "./views";

const PATIENCE = 3;
/** Answers that changed nothing: what was predicted goes. */
const NO_EFFECT = new Set(["rejected", "held"]);
const SENT: Progress = { state: "sent" };

/** Everything read from the disk at one moment; `docs` are in the language of this person. */
export interface Snapshot {
  state: DeviceState;
  docs: StoredDoc[];
  letters: StoredLetter[];
}

export interface Overlay {
  requests: RequestView[];
  workOrders: WorkOrderView[];
  outbox: OutboxRow[];
  letters: Letter[];
  /** Held ops that the desk has not looked at yet. */
  awaiting: Letter[];
  answers: Answer[];
}

export function docsOf<T>(docs: StoredDoc[], kind: string): T[] {
  return docs.filter((doc) => doc.kind === kind).map((doc) => doc.doc as T);
}

export function overlay(snapshot: Snapshot, activity: Activity | null, signature: string, online: Connection): Overlay {
  const { state, docs, letters } = snapshot;
  const base: View = {
    requests: new Map(docsOf<RequestDoc>(docs, "request").map((doc) => [doc.id, doc])),
    workOrders: new Map(docsOf<WorkOrderDoc>(docs, "wo").map((doc) => [doc.id, doc])),
  };
  const unseen = state.journal.filter((one) => one.op.mid > state.meta.seenMid && !NO_EFFECT.has(one.ack.outcome));
  // A refused report has no document: its own words and photos stay on the screen until its author is done with them.
  const refused = letters.filter((letter) => letter.op.kind === "request.report" && isRefused(letter));
  const view = predict(base, [...refused, ...unseen, ...state.outbox], { signature });
  const services = new Map(docsOf<ServiceDoc>(docs, "service").map((service) => [service.id, service.name]));
  const progress = progressBy(snapshot, activity, online);
  const told = new Map<string, string[]>();
  for (const { op, foretold } of [...state.journal, ...state.outbox]) if (foretold) told.set(op.on, foretold);
  const requests = newestFirst([...view.requests.values()].map((request) => {
    const on = `request/${request.id}`;
    return requestView(request, progress(on), told.get(on));
  }));
  const byId = new Map(requests.map((request) => [request.id, request]));
  const about = (queued: QueuedOp): string => aboutOf(queued, view, services);
  const here = letters.length > 0 ? hereIn(docs, [...unseen, ...state.outbox], view) : null;
  const own = groupBy(state.photos, (photo) => photo.mid);
  const letterOf = (letter: StoredLetter): Letter => {
    const { op, ack, at } = letter;
    const photos = (own.get(op.mid) ?? []).map(({ id }) => ({ id, role: "report", state: "expected" }) as const);
    const words = wordsOf(op.args);
    return {
      opId: op.op_id,
      kind: op.kind,
      on: op.on,
      about: about(letter) || (letter.about ? nameOf(letter.about, services) : ""),
      code: ack.code as Code,
      detail: ack.detail ?? null,
      at,
      words,
      args: op.args as unknown as Letter["args"],
      photos,
      ways: waysOf(letter, here as Here, words, photos.length),
      behind: op.kind === "request.report" ? behind(letters, op.on).length : 0,
    };
  };
  return {
    requests,
    workOrders: [...view.workOrders.values()].map((job) => jobView(job, progress(`wo/${job.id}`), byId.get(job.request_ids[0] ?? "") ?? null)),
    outbox: outboxRows(state, activity, online, about),
    letters: letters.filter(isRefused).map(letterOf),
    awaiting: letters.filter((letter) => !isRefused(letter)).map(letterOf),
    answers: answersOf(snapshot, services, signature),
  };
}

/** What was made of each document last: whoever has drawn it sees that it is still the same. */
const requestViews = new WeakMap<RequestDoc, RequestView>();
const jobViews = new WeakMap<WorkOrderDoc, WorkOrderView>();

function requestView(doc: RequestDoc, progress: Progress, foretold: string[] | undefined): RequestView {
  const last = requestViews.get(doc);
  if (last?.progress === progress && last.foretold === foretold) return last;
  const made = { ...doc, progress, ...(foretold && { foretold }) };
  requestViews.set(doc, made);
  return made;
}

function jobView(doc: WorkOrderDoc, progress: Progress, request: RequestView | null): WorkOrderView {
  const last = jobViews.get(doc);
  if (last?.progress === progress && last.request === request) return last;
  const made = { ...doc, progress, request };
  jobViews.set(doc, made);
  return made;
}

/** Each date is read once: comparing thousands reads them ten times as often. */
const newestFirst = (requests: RequestView[]): RequestView[] =>
  requests
    .map((request) => ({ request, at: Date.parse(request.requested_at) }))
    .sort((a, b) => b.at - a.at)
    .map(({ request }) => request);

/** What became of acts otherwise than asked, where their thing has left this phone and cannot say it. A job that is another
 * crew's now is only kept for what the desk will say of it. */
function answersOf({ state, docs }: Snapshot, services: Map<string, string>, signature: string): Answer[] {
  const own = docsOf<CrewDoc>(docs, "crew").find(({ name }) => name === signature)?.id;
  const isOthers = ({ kind, doc }: StoredDoc): boolean => kind === "wo" && own !== undefined && (doc as WorkOrderDoc).crew_id !== own;
  const held = new Map(docsOf<HeldDoc>(docs, "held").map((doc) => [doc.id, doc]));
  const answers = state.journal.flatMap((told) => {
    const { op, ackedAt, about, read } = told;
    if (read || op.kind === "noop") return [];
    const progress = reviewProgress(told, held) ?? answerProgress(told);
    if (progress === null || progress.state === "held" || progress.state === "sent") return [];
    return [{ opId: op.op_id, kind: op.kind, on: op.on, about: about ? nameOf(about, services) : "", at: ackedAt, progress }];
  });
  if (answers.length === 0) return answers;
  const here = new Set(docs.filter((doc) => !isOthers(doc)).map((doc) => `${doc.kind}/${doc.id}`));
  return answers.filter(({ on }) => !here.has(on));
}

/** What this phone holds, and what is on its way: not what only a refused report predicts. */
function hereIn(docs: StoredDoc[], unsent: QueuedOp[], view: View): Here {
  const known = new Set(docs.map((doc) => `${doc.kind}/${doc.id}`));
  for (const { op } of unsent) if (op.kind === "request.report") known.add(op.on);
  const job = (on: string) => view.workOrders.get(on.slice("wo/".length));
  return {
    has: (on) => known.has(on),
    isOpen: (on) => isOpen("work_order", job(on)?.status ?? "cancelled"),
    requestOf: (on) => {
      const id = on.startsWith("request/") ? on.slice("request/".length) : job(on)?.request_ids[0];
      return id !== undefined && known.has(`request/${id}`) ? id : null;
    },
  };
}

/** Where the phone's own work on each thing stands (experience.md section 2), from the most pressing downwards. */
function progressBy(snapshot: Snapshot, activity: Activity | null, online: Connection): (on: string) => Progress {
  const { state, letters, docs } = snapshot;
  const queued = groupBy(state.outbox, (one) => one.op.on);
  const photos = groupBy(state.photos, (photo) => photo.on);
  const refused = groupBy(letters.filter(isRefused), (letter) => letter.op.on);
  const answered = groupBy(state.journal, (one) => one.op.on);
  const held = new Map(docsOf<HeldDoc>(docs, "held").map((doc) => [doc.id, doc]));
  return (on) => {
    const mine = queued.get(on);
    if (mine) return queuedProgress(mine, activity, online);
    const letter = refused.get(on)?.at(-1);
    if (letter) return { state: "refused", code: letter.ack.code as Code, detail: letter.ack.detail ?? null };
    const last = answered.get(on)?.at(-1);
    return photoProgress(photos.get(on) ?? []) ?? reviewProgress(last, held) ?? answerProgress(last) ?? SENT;
  };
}

export function queuedProgress(ops: QueuedOp[], activity: Activity | null, online: Connection): Progress {
  if (activity && ops.some((one) => activity.sending.includes(one.op.mid))) return { state: "sending" };
  const reason = waitReason(activity, online);
  const tried = Math.max(...ops.map((one) => one.tries)) >= PATIENCE;
  const insistent = reason === "signed_out" || reason === "blocked";
  if (reason !== null && (insistent || (tried && reason !== "offline")))
    return { state: "waiting", reason, nextTryAt: activity?.nextTryAt ?? null };
  return { state: "queued" };
}

function waitReason(activity: Activity | null, online: Connection): WaitReason | null {
  if (activity?.pace.blocker) return activity.pace.blocker === "sign_in_required" ? "signed_out" : "blocked";
  if (activity?.reason === "server_error" || activity?.reason === "storage_full") return activity.reason;
  if (online === "offline" || online === "unreachable") return online;
  return null;
}

function photoProgress(photos: PhotoFacts[]): Progress | null {
  const sent = photos.filter((photo) => photo.state === "uploaded" || photo.state === "stored").length;
  return photos.some((photo) => photo.state === "waiting") ? { state: "photos_pending", sent, total: photos.length } : null;
}

/** A held op stands as its review left it, once the feed has told of it. */
function reviewProgress(last: JournalOp | undefined, held: Map<string, HeldDoc>): Progress | null {
  const { outcome, code, detail = null } = held.get(last?.op.op_id ?? "") ?? {};
  if (last === undefined || !outcome || !code) return null;
  // Refused, it is a letter; dealt with, it is told no more.
  if (outcome === "rejected") return { state: "sent" };
  return answerProgress({ ...last, ack: { ...last.ack, outcome, code, detail: detail as JournalOp["ack"]["detail"] } }) ?? { state: "accepted" };
}

function answerProgress(last: JournalOp | undefined): Progress | null {
  if (last === undefined || isPlain(last)) return null;
  const { outcome, code, detail } = last.ack;
  const state = outcome === "applied" ? "merged" : outcome;
  if (state !== "merged" && state !== "converted" && state !== "redirected" && state !== "held") return null;
  // When its author did it, for a sentence that tells both.
  return { state, code: code as Code, detail: detail ? { ...detail, acted_at: last.op.at } : null };
}

function outboxRows(
  state: DeviceState,
  activity: Activity | null,
  online: Connection,
  about: (queued: QueuedOp) => string,
): OutboxRow[] {
  const photos = groupBy(
    state.photos.filter((photo) => photo.state === "waiting"),
    (photo) => photo.mid,
  );
  const waiting = state.journal.filter((one) => photos.has(one.op.mid));
  const acts = state.outbox.filter((queued) => queued.op.kind !== "noop");
  return [...waiting, ...acts].map((queued) => {
    const own = photos.get(queued.op.mid) ?? [];
    return {
      opId: queued.op.op_id,
      kind: queued.op.kind,
      on: queued.op.on,
      about: about(queued),
      queuedAt: queued.queuedAt,
      photosLeft: own.length,
      bytesLeft: own.reduce((sum, photo) => sum + photo.size, 0),
      tries: queued.tries,
      triedAt: queued.triedAt ?? null,
      nextTryAt: activity?.nextTryAt ?? null,
      unsent: queued.unsent ?? false,
      progress: "ack" in queued ? (photoProgress(own) ?? { state: "sent" }) : queuedProgress([queued], activity, online),
    };
  });
}

function aboutOf({ op }: QueuedOp, view: View, services: Map<string, string>): string {
  const id = op.on.slice(op.on.indexOf("/") + 1);
  const job = view.workOrders.get(id);
  const request = view.requests.get(job ? (job.request_ids[0] ?? "") : id) ?? job?.about;
  return request ? nameOf(request, services) : "";
}

const nameOf = (request: Pick<RequestDoc, "service_code" | "reference">, services: Map<string, string>): string =>
  `${services.get(request.service_code) ?? request.service_code} · ${show(request.reference)}`;

function groupBy<T, K>(items: T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
