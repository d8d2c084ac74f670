// The loop that carries out step(): one syncer at a time, woken by every trigger, never silent. Idempotency on the server
// is the safety; the lock is comfort.
import { authorization, buildRequest, isReply, nextBatch, refusal, skew, type Refusal } from "./exchange";
import type { DeviceState, Meta, PhotoFacts, Ports, QueuedOp } from "./ports";
import { isFull } from "./room";
import { backoff, START, step, STOPS_ALL, type Action, type Pace } from "./step";
import { upload } from "./upload";


const LOCKED_MS = 2_000;
const BLOCKED_MS = 3_600_000;
const MAX_UPLOADS = 3;

/** What the shell shows of the engine. */
export interface Activity {
  pace: Pace;
  /** mids on their way right now. */
  sending: number[];
  reason: "unreachable" | "server_error" | "storage_full" | null;
  nextTryAt: number | null;
  /** When the server last said that this app is too old to read its documents; what is sent still arrives (SYNC-041). */
  outdatedAt: number | null;
  /** The phone was given up for lost and is empty now (SYNC-047). */
  wiped: boolean;
}

export class Engine {
  private pace: Pace = { ...START };
  private sending: number[] = [];
  private reason: Activity["reason"] = null;
  private most = Infinity;
  private gapAt = 0;
  /** Just now, to an exchange without ops: then somebody is there, whatever the browser says. */
  private wasAnswered = false;
  /** While an exchange was on its way, whose page may be from before. */
  private wasPoked = false;
  private outdatedAt: number | null = null;
  private wiped = false;
  /** Photo id -> failed uploads since the start: one that never gets through must not hold up the others. */
  private readonly stuck = new Map<string, number>();
  private running = false;
  private again = false;
  private stopped = false;
  private cancelTimer: () => void = () => {};

  /** `changed` is called after everything that a screen might show. */
  constructor(
    private readonly ports: Ports,
    private readonly changed: (activity: Activity, stored: boolean) => void,
  ) {}

  /** Something happened that makes a try worthwhile. `hard`: a person asked, or the network came back. */
  wake(hard = false): void {
    if (hard) this.pace = { ...this.pace, exchangeAt: 0, uploadAt: 0, pollAt: 0, unblockAt: 0, failures: 0 };
    this.again = true;
    if (!this.running) void this.run();
  }

  /** The server has changes for this device: ask for them now, unless a failure says to wait. */
  poke(): void {
    if (this.outdatedAt !== null) return;
    this.wasPoked = true;
    this.pace = { ...this.pace, pollAt: 0 };
    this.wake();
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer();
  }

  private async run(): Promise<void> {
    this.running = true;
    let alone = false;
    try {
      alone = await this.ports.onlyOne(() => this.loop());
      if (!alone) this.sleepUntil(this.ports.clock.now() + LOCKED_MS);
    } catch (error) {
      // A broken disk or a bug must not end the loop for good: say so and come back.
      if (!isFull(error)) console.error(error);
      this.retry({ kind: "retry", afterMs: null, reason: isFull(error) ? "storage_full" : "server_error" });
      this.sleepUntil(Math.max(this.ports.clock.now() + LOCKED_MS, this.pace.exchangeAt));
      this.tell(false);
    } finally {
      this.running = false;
    }
    // Woken between the last look and letting go of the lock.
    if (alone && this.again && !this.stopped) void this.run();
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      this.again = false;
      const state = await this.ports.store.state();
      const action = step(this.pace, workOf(state), this.ports.clock.now());
      if (action.do === "exchange" || action.do === "pull") await this.exchange(state, action.do);
      else if (action.do === "upload") await this.uploadOne(state);
      else if (!this.again) return this.rest(action);
    }
  }

  private rest(action: Exclude<Action, { do: "exchange" | "pull" | "upload" }>): void {
    if (action.until !== null) this.sleepUntil(action.until);
    this.tell(false);
  }

  private sleepUntil(until: number): void {
    this.cancelTimer();
    if (this.stopped) return;
    this.cancelTimer = this.ports.clock.after(Math.max(0, until - this.ports.clock.now()), () => this.wake());
  }

  /** "pull": the ops are held back, and stay so whatever the answer is. */
  private async exchange(state: DeviceState, what: "exchange" | "pull"): Promise<void> {
    const { store, clock, send, app } = this.ports;
    const next = nextBatch(state.outbox, this.most);
    // Not known to be reachable: asked without ops first, so that what never left the phone can still be taken back (SYNC-067).
    const isUnsure = this.reason === "unreachable" || this.ports.mayBeOffline?.(this.pace.pollAt === 0) === true;
    const isProbe = isUnsure && !this.wasAnswered && next.some(({ unsent }) => unsent);
    this.wasAnswered = false;
    const heldBack = what === "pull" || isProbe;
    const batch = heldBack ? [] : next;
    // Taken back since it was looked at: look again.
    if (batch.some(({ unsent }) => unsent) && !(await store.markSent(batch))) return;
    this.sending = batch.map((queued) => queued.op.mid);
    this.tell(false);
    const sentAt = clock.now();
    const body = JSON.stringify(buildRequest(state, batch, app, sentAt));
    const headers = { Authorization: authorization(state.meta), "Content-Type": "application/json" };
    this.wasPoked = false;
    const answer = await send("POST", "/sync/v1/exchange", headers, body);
    const reply = answer?.status === 200 ? await answer.json().catch(() => null) : null;
    this.sending = [];
    if (!isReply(reply)) {
      const why = await refusal(answer?.status === 200 ? null : answer);
      // A lost phone is let in with its ops alone.
      this.wasAnswered = isProbe && why.kind === "revoked";
      // What waits behind a probe was tried with it.
      return this.failed(why, isProbe && what === "exchange" && why.kind === "retry" ? next : batch, state);
    }
    const skewMs = skew(reply.server_time, sentAt, clock.now());
    const settled = await store.settle({ reply, asked: state.meta, sent: batch, now: clock.now(), skewMs }).catch(noRoom);
    if (settled === null) return this.failed({ kind: "retry", afterMs: null, reason: "storage_full" }, [], state);
    const blocked = reply.blocked !== null && reply.blocked !== undefined;
    const silent = batch.length > 0 && reply.acks.length === 0 && !blocked;
    if (silent) return this.failed({ kind: "retry", afterMs: null, reason: "server_error" }, batch, state);
    this.outdatedAt = reply.upgrade ? clock.now() : null;
    this.wasAnswered = isProbe && what === "exchange";
    const later = reply.upgrade ? BLOCKED_MS : (reply.retry_after_ms ?? 0);
    const more = settled !== "full" && (settled === "anew" || (reply.pull?.more ?? false));
    this.succeeded(more, blocked, later, heldBack);
  }

  private succeeded(more: boolean, blocked: boolean, later: number, heldBack: boolean): void {
    const now = this.ports.clock.now();
    this.most = Infinity;
    this.reason = null;
    this.gapAt = 0;
    const free = heldBack ? {} : { blocker: null, unblockAt: null };
    const pollAt = this.wasPoked ? 0 : now + this.ports.pollMs();
    this.pace = { ...this.pace, failures: 0, exchangeAt: 0, pollAt, more, ...free };
    if (later > 0) this.pace = { ...this.pace, pollAt: now + later };
    if (blocked) this.block("blocked_by_server");
    this.tell(true);
  }

  private async failed(why: Refusal, batch: QueuedOp[], state: DeviceState): Promise<void> {
    const { store } = this.ports;
    const { meta } = state;
    await store.countTry(batch.map((queued) => queued.op.mid));
    if (why.kind === "retry") this.retry(why);
    else if (why.kind === "revoked") await this.leave(why.atOnce, batch.length > 0, state);
    else if (why.kind === "gap") await this.fill(why.expected, store);
    else if (isOfBatch(why) && batch.length > 1) this.most = Math.floor(batch.length / 2);
    else if (isOfBatch(why) && batch[0]) await this.park(batch[0], why, meta);
    else if (why.kind === "blocked" && why.code === "device_fork" && !meta.former) await store.fork();
    else this.block(why.kind === "too_big" ? "too_big" : why.code, batch.length === 0);
    this.tell(true);
  }

  /** The one op that cannot be taken must not hold up those behind it. What we alone can mend, we are sent as it is. */
  private async park({ op }: QueuedOp, why: Refusal, meta: Meta): Promise<void> {
    const { store, send, clock } = this.ports;
    if (why.kind === "too_big" && !why.ours) return this.retry({ kind: "retry", afterMs: null, reason: "unreachable" });
    if (op.kind === "noop") return this.block("malformed");
    const headers = { Authorization: authorization(meta), "Content-Type": "application/json" };
    if (why.kind === "blocked") await send("POST", "/sync/v1/quarantine", headers, JSON.stringify(op));
    await store.park(op.mid, why.kind === "blocked" ? "malformed" : "too_big", clock.now());
  }

  /** The phone was given up for lost: it hands over what waits on it, if it may, and keeps nothing (SYNC-047). */
  private async leave(atOnce: boolean, refused: boolean, state: DeviceState): Promise<void> {
    const { store, clock } = this.ports;
    if (refused && !atOnce) return this.block("device_revoked");
    this.pace = { ...this.pace, exchangeAt: 0, pollAt: clock.now() + BLOCKED_MS };
    if (!atOnce && (state.outbox.length > 0 || ready(state).length > 0)) return;
    await store.wipe();
    this.wiped = true;
    this.pace = { ...this.pace, blocker: "device_revoked", unblockAt: null };
    this.stop();
  }

  /** Send from the number that the server wants. Wanted twice in a row, something else is wrong: no hurry then. */
  private async fill(expected: number, store: Ports["store"]): Promise<void> {
    const again = this.gapAt === expected;
    this.gapAt = expected;
    if (!(await store.reopen(expected, this.ports.clock.now()))) this.block("gap");
    else if (again) this.retry({ kind: "retry", afterMs: null, reason: "server_error" });
  }

  private retry(why: Extract<Refusal, { kind: "retry" }>): void {
    const failures = this.pace.failures + 1;
    const wait = why.afterMs ?? backoff(failures, this.ports.random());
    this.reason = why.reason;
    const exchangeAt = this.ports.clock.now() + wait;
    this.pace = { ...this.pace, failures, exchangeAt, uploadAt: Math.max(this.pace.uploadAt, exchangeAt) };
  }

  /** A refused look for news puts off no op that waits for its own hour already. */
  private block(code: NonNullable<Pace["blocker"]>, justLooking = false): void {
    const now = this.ports.clock.now();
    const known = justLooking && !STOPS_ALL.has(code) && this.pace.unblockAt !== null && this.pace.unblockAt > now;
    const unblockAt = code === "sign_in_required" ? null : now + BLOCKED_MS;
    this.pace = { ...this.pace, ...(known ? {} : { blocker: code, unblockAt }), exchangeAt: 0, pollAt: now + this.ports.pollMs() };
  }

  private async uploadOne(state: DeviceState): Promise<void> {
    const { store, send, clock, random } = this.ports;
    const failed = ({ id }: PhotoFacts): number => this.stuck.get(id) ?? 0;
    const photo = ready(state).sort((a, b) => failed(a) - failed(b))[0];
    if (photo === undefined) return;
    const result = await upload(photo, state.meta, store, send);
    if (result === "again") this.stuck.set(photo.id, failed(photo) + 1);
    if (result === "refused") await store.patchPhoto(photo.id, { state: "bad" });
    if (result === "signed_out") this.block("sign_in_required");
    const failures = result === "again" ? this.pace.uploadFailures + 1 : 0;
    const uploadAt = failures === 0 ? 0 : clock.now() + backoff(failures, random());
    // What was uploaded shows up in the feed: look at once.
    const pollAt = result === "done" && ready(state).length === 1 ? 0 : this.pace.pollAt;
    this.pace = { ...this.pace, uploadFailures: failures, uploadAt, pollAt };
    this.tell(true);
  }

  private tell(stored: boolean): void {
    const { pace, sending, reason, outdatedAt, wiped } = this;
    const nextTryAt = pace.failures > 0 ? pace.exchangeAt : null;
    this.changed({ pace, sending, reason, nextTryAt, outdatedAt, wiped }, stored);
  }
}

/** A full disk is nothing to try again at once; any other failure is a bug. */
function noRoom(error: unknown): null {
  if (isFull(error)) return null;
  throw error;
}

/** Refusals that one op of the batch may have caused. */
const isOfBatch = (why: Refusal): boolean => why.kind === "too_big" || (why.kind === "blocked" && why.code === "malformed");

const workOf = (state: DeviceState) => ({ outbox: state.outbox.length, uploads: ready(state).length });

/** Photos that may go: their op was answered, and the server has not refused them three times. */
function ready(state: DeviceState): PhotoFacts[] {
  return state.photos.filter(
    (photo) => photo.state === "waiting" && photo.mid <= state.meta.ackedMid && photo.uploads < MAX_UPLOADS,
  );
}
