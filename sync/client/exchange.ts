// One exchange: what to send, and what a reply means. Pure; the store and the network are elsewhere.
import { MAX_OPS, MAX_PAGE, PROTO, SCHEMA, type ExchangeReply, type ExchangeRequest } from "../protocol/messages";
import type { ProblemCode } from "../protocol/outcomes";
import type { DeviceState, HttpAnswer, JournalOp, Meta, QueuedOp, Settlement } from "./ports";

const MAX_BATCH_BYTES = 200_000;
/** SYNC-065. */
const LONGEST_REST_MS = 3_600_000;

/** The oldest ops that fit into one batch. */
export function nextBatch(outbox: QueuedOp[], most: number): QueuedOp[] {
  const batch: QueuedOp[] = [];
  let bytes = 0;
  for (const queued of [...outbox].sort((a, b) => a.op.mid - b.op.mid).slice(0, Math.min(most, MAX_OPS))) {
    bytes += JSON.stringify(queued.op).length;
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break;
    batch.push(queued);
  }
  return batch;
}

export function buildRequest(state: DeviceState, batch: QueuedOp[], app: string, now: number): ExchangeRequest {
  const { meta } = state;
  return {
    proto: PROTO,
    schema: SCHEMA,
    app,
    device: meta.device,
    acked_mid: meta.ackedMid,
    clock: { wall: new Date(now).toISOString(), skew_ms: meta.skewMs },
    ops: batch.map((queued) => queued.op),
    pull: { epoch: meta.epoch, have: meta.cursors, limit: MAX_PAGE, reset: meta.anew ?? [], begun: meta.begun ?? [] },
    former: meta.former ?? null,
  };
}

export const authorization = (meta: Meta): string => `${meta.scheme} ${meta.device}.${meta.secret}`;

/** What stands in the way, or when to try again. */
export type Refusal =
  | { kind: "retry"; afterMs: number | null; reason: "unreachable" | "server_error" | "storage_full" }
  | { kind: "blocked"; code: ProblemCode }
  | { kind: "revoked"; atOnce: boolean }
  | { kind: "gap"; expected: number }
  | { kind: "too_big"; ours: boolean };

/** What a missing or refusing answer asks of the phone (protocol 2.7). 4xx: never the same again; else: later. */
export async function refusal(answer: HttpAnswer | null): Promise<Refusal> {
  if (answer === null) return { kind: "retry", afterMs: null, reason: "unreachable" };
  const { status } = answer;
  const afterMs = Math.min(Number(answer.header("retry-after")) * 1000, LONGEST_REST_MS) || null;
  if (status >= 500 || status === 429 || status === 408) return { kind: "retry", afterMs, reason: "server_error" };
  const problem = await answer.json().then(asProblem, () => null);
  // A refusal that does not speak our language came from something in between: a captive portal, a proxy.
  if (problem === null && status === 413) return { kind: "too_big", ours: false };
  if (problem === null) return { kind: "retry", afterMs, reason: "unreachable" };
  if (problem.code === "gap" && typeof problem.expected === "number") return { kind: "gap", expected: problem.expected };
  if (status === 413) return { kind: "too_big", ours: true };
  if (problem.code === "device_revoked") return { kind: "revoked", atOnce: problem.wipe === "now" };
  return { kind: "blocked", code: problem.code };
}

interface Problem {
  code: ProblemCode;
  expected?: unknown;
  wipe?: unknown;
}

function asProblem(body: unknown): Problem | null {
  if (typeof body !== "object" || body === null || !("code" in body)) return null;
  return body as Problem;
}

/** A body is a reply only if it says so: a captive portal answers 200 with anything. */
export function isReply(body: unknown): body is ExchangeReply {
  return typeof body === "object" && body !== null && "acks" in body && "last_mid" in body && "proto" in body;
}

/** The ops of the batch that the reply answered, with their answers. */
export function answered({ reply, sent }: Settlement): JournalOp[] {
  const acks = new Map(reply.acks.map((ack) => [ack.op_id, ack]));
  return sent.flatMap((queued) => {
    const ack = acks.get(queued.op.op_id);
    return ack === undefined ? [] : [{ ...queued, ack, ackedAt: Date.parse(reply.server_time) }];
  });
}

/** Whether the server no longer knows ops that it had answered before it was asked: it was restored (SYNC-029). */
export const forgot = ({ reply, asked }: Settlement): boolean => reply.last_mid < asked.ackedMid;

/** Whether the reply speaks of another history than the documents of this device. */
export const isNewHistory = (meta: Meta, reply: ExchangeReply): boolean =>
  meta.epoch !== "" && reply.pull !== null && reply.pull !== undefined && reply.pull.epoch !== meta.epoch;

/** The device's own row after a reply. */
export function metaAfter(meta: Meta, settlement: Settlement): Meta {
  const { reply, now, skewMs } = settlement;
  const known = forgot(settlement) ? Math.min(meta.ackedMid, reply.last_mid) : meta.ackedMid;
  const ackedMid = Math.max(known, ...reply.acks.map((ack) => ack.mid));
  const { pull } = reply;
  return {
    ...meta,
    ackedMid,
    ...measured(meta, skewMs),
    former: null,
    begun: pull ? (pull.begun ?? []) : (meta.begun ?? []),
    anew: pull ? [] : (meta.anew ?? []),
    syncedAt: now,
    epoch: pull?.epoch ?? meta.epoch,
    cursors: pull?.cursors ?? meta.cursors,
    seenMid: pull && !pull.more ? ackedMid : Math.min(meta.seenMid, ackedMid),
  };
}

const MEASURES = 5;

/** The clock's correction is the median of the last measures: one slow reply among them changes nothing (SYNC-055). */
function measured(meta: Meta, skewMs: number): Pick<Meta, "skews" | "skewMs"> {
  const skews = [...(meta.skews ?? []), skewMs].slice(-MEASURES);
  return { skews, skewMs: median(skews) };
}

/** The middle one, the later of two; 0 of none. */
export const median = (numbers: number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** How far the server's clock is ahead of ours: its time against the middle of the request. */
export function skew(serverTime: string, sentAt: number, answeredAt: number): number {
  return Math.round(Date.parse(serverTime) - (sentAt + answeredAt) / 2);
}
