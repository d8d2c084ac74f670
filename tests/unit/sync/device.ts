// A device for tests: the shipped store on IndexedDB in memory, the shipped engine, a clock that stands still until it
// is told to go on, and a small server in memory in place of the network.
import { Engine, type Activity } from "@sync/client/engine";
import { makeOp, promiseOf, uuid7, type NewPhoto } from "@sync/client/op";
import type { HttpAnswer, Kind, Meta, QueuedOp, Send } from "@sync/client/ports";
import type { Ack, ExchangeReply, ExchangeRequest, OpArgs, PullReply } from "@sync/protocol/messages";
import { make } from "@sync/protocol/reference";
import { openDatabase } from "../../../pwa/src/store/database";
import { DeviceStore } from "../../../pwa/src/store/device-store";

let count = 0;
const random = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));

export const META: Meta = {
  device: "00000000-0000-4000-8000-000000000001",
  secret: "s".repeat(40),
  scheme: "Device",
  nextMid: 1,
  ackedMid: 0,
  seenMid: 0,
  epoch: "",
  cursors: {},
  skewMs: 0,
  syncedAt: null,
};

/** The argument of an op, as one reads it in a test. */
export const referenceOf = ({ args }: QueuedOp["op"]): unknown => (args as { reference?: unknown }).reference;

export const redraw = (queued: QueuedOp, mid: number): QueuedOp => ({
  ...queued,
  tries: 0,
  op: { ...queued.op, mid, op_id: uuid7(0, random), args: { ...(queued.op.args as object), reference: make(random) } },
});

export const repair = () => import("../../../pwa/src/store/repair");

export async function freshStore(): Promise<DeviceStore> {
  const store = new DeviceStore(await openDatabase(`device ${++count}`), redraw, repair);
  await store.meta(() => ({ ...META }));
  return store;
}

export const photo = (size = 100): NewPhoto => ({
  id: crypto.randomUUID(),
  bytes: new ArrayBuffer(size),
  mime: "image/jpeg",
  sha256: "ab".repeat(32),
});

/** Queue an op as the screens do. */
export async function queue<K extends Kind>(store: DeviceStore, kind: K, on: string, args: OpArgs[K], photos: NewPhoto[] = []) {
  const opId = uuid7(1_000, random);
  return (await store.enqueue((mid) => makeOp(mid, opId, kind, on, 0, args, photos, 1_000))).op;
}

export const report = (store: DeviceStore, photos: NewPhoto[] = []) =>
  queue(
    store,
    "request.report",
    `request/${crypto.randomUUID()}`,
    { reference: make(random), service_code: "pothole", place: { text: "here" }, photos: photos.map(promiseOf) },
    photos,
  );

export const pullReply = (more: Partial<PullReply> = {}): PullReply => ({
  epoch: "one",
  head: 0,
  drop: [],
  reset: [],
  rows: [],
  cursors: {},
  more: false,
  ...more,
});

export const reply = (acks: Ack[], more: Partial<ExchangeReply> = {}): ExchangeReply => ({
  proto: 1,
  server_time: new Date(1_000).toISOString(),
  last_mid: acks.at(-1)?.mid ?? 0,
  acks,
  pull: pullReply(),
  blocked: null,
  ...more,
});

export const ackOf = (op: { mid: number; op_id: string }, outcome = "applied", code = "ok"): Ack => ({
  mid: op.mid,
  op_id: op.op_id,
  outcome,
  code,
  ver: 1,
});

export const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  header: (name) => headers[name.toLowerCase()] ?? null,
  json: () => (body instanceof Error ? Promise.reject(body) : Promise.resolve(body)),
});

export const problem = (status: number, code: string, facts: object = {}, headers: Record<string, string> = {}) =>
  answer(status, { code, ...facts }, headers);

export const HTML = new SyntaxError("Unexpected token '<'");

/** What happens to one exchange: null lets it through; "lost request" and "lost reply" are what networks do. */
export type Fault = "lost request" | "lost reply" | HttpAnswer | null;

/** The server in memory: answers each op once, takes photos of answered ops by tus. */
export class Server {
  faults: Fault[] = [];
  offline = false;
  lastMid = 0;
  /** Said when the app is too old: then no page comes. */
  upgrade: ExchangeReply["upgrade"] = null;
  /** What its replies say of the feed. */
  pull: Partial<PullReply> = {};
  /** What the next ones say instead. */
  pulls: Partial<PullReply>[] = [];
  readonly answers = new Map<string, Ack>();
  readonly exchanges: ExchangeRequest[] = [];
  readonly uploads = new Map<string, { photo: string; size: number; offset: number }>();
  readonly requests: string[] = [];
  /** Cut the next upload after so many bytes. */
  cutAt: number | null = null;
  refuseUploadsOf = "";
  /** Bodies that it never takes. */
  refuses: (body: string) => HttpAnswer | false = () => false;
  outcome: (op: ExchangeRequest["ops"][number]) => Ack = (op) => ackOf(op);

  readonly send: Send = async (method, url, headers, body) => {
    this.requests.push(`${method} ${url}`);
    if (this.offline) return null;
    if (url === "/sync/v1/quarantine") return answer(204, null);
    return url === "/sync/v1/exchange" ? this.exchange(String(body)) : this.file(method, url, headers, body as ArrayBuffer);
  };

  private exchange(body: string): HttpAnswer | null {
    const request = JSON.parse(body) as ExchangeRequest;
    this.exchanges.push(request);
    const fault = (this.refuses(body) || this.faults.shift()) ?? null;
    if (fault === "lost request") return null;
    if (fault !== null && fault !== "lost reply") return fault;
    if (request.former) this.lastMid = 0;
    const first = request.ops.find((op) => op.mid > this.lastMid);
    if (first && first.mid !== this.lastMid + 1) return problem(409, "gap", { expected: this.lastMid + 1 });
    for (const op of request.ops) {
      if (!this.answers.has(op.op_id)) this.answers.set(op.op_id, this.outcome(op));
      this.lastMid = Math.max(this.lastMid, op.mid);
    }
    const acks = request.ops.map((op) => ({ ...(this.answers.get(op.op_id) as Ack), mid: op.mid }));
    const { upgrade, lastMid: last_mid } = this;
    const pull = upgrade ? null : pullReply(this.pulls.shift() ?? this.pull);
    return fault === "lost reply" ? null : answer(200, reply(acks, { last_mid, pull, upgrade }));
  }

  private file(method: string, url: string, headers: Record<string, string>, body: ArrayBuffer): HttpAnswer | null {
    if (method === "POST") {
      const photoId = atob(headers["Upload-Metadata"]?.split(" ")[1] ?? "");
      if (photoId === this.refuseUploadsOf) return problem(404, "not_found");
      const place = `/files/${this.uploads.size + 1}`;
      this.uploads.set(place, { photo: photoId, size: Number(headers["Upload-Length"]), offset: 0 });
      return answer(201, null, { location: place, "upload-offset": "0" });
    }
    const upload = this.uploads.get(url);
    if (upload === undefined) return problem(404, "not_found");
    if (method === "PATCH") {
      if (Number(headers["Upload-Offset"]) !== upload.offset) return problem(409, "offset_mismatch");
      const cut = this.cutAt;
      this.cutAt = null;
      upload.offset += Math.min(body.byteLength, cut ?? Infinity);
      if (cut !== null) return null;
    }
    return answer(method === "PATCH" ? 204 : 200, null, { "upload-offset": String(upload.offset) });
  }

  /** Goes back to a backup of the moment when it had answered so many ops, under a new history. */
  restore(lastMid: number): void {
    this.lastMid = lastMid;
    for (const [opId, ack] of [...this.answers]) if (ack.mid > lastMid) this.answers.delete(opId);
    this.uploads.clear();
    this.pull = { epoch: "two" };
  }

  /** Photos whose every byte has arrived. */
  whole(): string[] {
    return [...this.uploads.values()].filter((one) => one.offset === one.size).map((one) => one.photo);
  }
}

/** The engine at work on one device. Time passes only by `wait`. */
export class Device {
  now = 1_000_000;
  pollMs = 15_000;
  activity: Activity | null = null;
  /** What the browser says of the network, right or wrong. */
  saysOffline = false;
  private readonly timers = new Map<number, { at: number; call: () => void }>();
  private busy = false;
  private timer = 0;
  readonly engine: Engine;

  constructor(
    readonly store: DeviceStore,
    readonly server: Server,
  ) {
    const clock = {
      now: () => this.now,
      after: (ms: number, call: () => void) => {
        const id = ++this.timer;
        this.timers.set(id, { at: this.now + ms, call });
        return () => void this.timers.delete(id);
      },
    };
    const onlyOne = async (work: () => Promise<void>) => {
      this.busy = true;
      await work().finally(() => (this.busy = false));
      return true;
    };
    const mayBeOffline = () => this.saysOffline;
    const ports = { store, send: server.send, clock, random: () => 0.5, onlyOne, app: "test", pollMs: () => this.pollMs, mayBeOffline };
    this.engine = new Engine(ports, (activity) => (this.activity = activity));
  }

  /** Wake the engine and let it work until it rests. */
  async go(hard = false): Promise<void> {
    this.engine.wake(hard);
    await this.rested();
  }

  /** Let so much time pass, timer by timer. */
  async wait(ms: number): Promise<void> {
    const end = this.now + ms;
    for (let next = this.next(end); next !== null; next = this.next(end)) {
      const [id, { at, call }] = next;
      this.timers.delete(id);
      this.now = Math.max(this.now, at);
      call();
      await this.rested();
    }
    this.now = end;
  }

  get armed(): boolean {
    return this.timers.size > 0;
  }

  private next(end: number): [number, { at: number; call: () => void }] | null {
    const due = [...this.timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
    return due[0] ?? null;
  }

  private async rested(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, 0));
    while (this.busy);
  }
}

export async function freshDevice(): Promise<Device> {
  return new Device(await freshStore(), new Server());
}
