// A virtual phone: the shipped store on IndexedDB in memory, the shipped engine in one or more tabs, and time, chance,
// network and lock in the hands of the harness. It decides nothing itself.
import { Engine, type Activity } from "@sync/client/engine";
import { makeOp, uuid7, type NewPhoto } from "@sync/client/op";
import type { HttpAnswer, Kind, Meta, Ports, QueuedOp, Send, StoredDoc } from "@sync/client/ports";
import type { OpArgs } from "@sync/protocol/messages";
import * as reference from "@sync/protocol/reference";
import { openDatabase } from "../../../pwa/src/store/database";
import { DeviceStore } from "../../../pwa/src/store/device-store";
import * as repair from "../../../pwa/src/store/repair";
import { broken, type Mutant } from "./mutants";

export interface Setup {
  id: string;
  meta: Meta;
  seed: number;
  /** Without the lock two tabs push at once; the lock is comfort, not safety (SYNC-061). */
  lock: boolean;
  tabs: number;
  pollMs: number;
  mutant: Mutant | null;
}

/** A request on its way, until the harness says what the network made of it. */
export interface Sent {
  phone: Phone;
  tab: Tab;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | ArrayBuffer | null;
  arrived: (answer: HttpAnswer | null) => void;
}

interface Timer {
  at: number;
  call: () => void;
}

/** A small seeded generator, so that a run can be had again. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const bytesOf =
  (random: () => number) =>
  (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => Math.floor(random() * 256));

export class Tab {
  activity: Activity | null = null;
  working = 0;
  sending = 0;
  readonly timers = new Set<Timer>();
  readonly engine: Engine;

  constructor(phone: Phone, store: DeviceStore, outgoing: Sent[]) {
    const send: Send = (method, url, headers, body) =>
      new Promise((resolve) => {
        this.sending += 1;
        const arrived = (answer: HttpAnswer | null): void => {
          this.sending -= 1;
          resolve(answer);
        };
        outgoing.push({ phone, tab: this, method, url, headers, body, arrived });
      });
    const onlyOne: Ports["onlyOne"] = async (work) => {
      if (phone.setup.lock && phone.tabs.some((tab) => tab.working > 0)) return false;
      this.working += 1;
      await work().finally(() => (this.working -= 1));
      return true;
    };
    const clock = { now: () => phone.now(), after: (ms: number, call: () => void) => this.after(phone, ms, call) };
    const { random } = phone;
    const pollMs = () => phone.setup.pollMs;
    const ports = { store, send, clock, random, onlyOne, app: "harness", pollMs };
    this.engine = new Engine(ports, (activity) => {
      this.activity = activity;
      if (activity.wiped) phone.leave(this);
    });
  }

  get busy(): boolean {
    return this.working > 0 && this.sending === 0;
  }

  /** A timer runs by the time that passes, whatever the wall clock is set to meanwhile. */
  private after(phone: Phone, ms: number, call: () => void): () => void {
    const timer = { at: phone.time() + ms, call };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }
}

export class Phone {
  tabs: Tab[] = [];
  /** How wrong its wall clock is. */
  offsetMs = 0;

  private constructor(
    readonly setup: Setup,
    readonly database: string,
    public store: DeviceStore,
    readonly time: () => number,
    private readonly outgoing: Sent[],
    readonly random: () => number,
  ) {}

  static async open(setup: Setup, database: string, time: () => number, outgoing: Sent[]): Promise<Phone> {
    const random = chance(setup.seed);
    const store = await openStore(setup, database, random, time);
    await store.meta(() => setup.meta);
    const phone = new Phone(setup, database, store, time, outgoing, random);
    phone.boot();
    return phone;
  }

  now(): number {
    return this.time() + this.offsetMs;
  }

  /** The page is gone, its memory with it; what is on disk stays. What it had sent, it will never hear of. */
  async kill(): Promise<void> {
    for (const tab of this.tabs) {
      tab.engine.stop();
      tab.timers.clear();
    }
    this.tabs = [];
    this.store.db.close();
    this.store = await openStore(this.setup, this.database, this.random, this.time);
    this.boot();
  }

  /** The city emptied it: every other tab closes, as the app tells them to. */
  leave(last: Tab): void {
    for (const tab of this.tabs.filter((one) => one !== last)) {
      tab.engine.stop();
      tab.timers.clear();
    }
    this.tabs = [last];
  }

  close(): void {
    for (const tab of this.tabs) tab.engine.stop();
    this.tabs = [];
    this.store.db.close();
  }

  async author<K extends Kind>(kind: K, on: string, args: OpArgs[K], photos: NewPhoto[]): Promise<QueuedOp> {
    const base = (await this.store.docs()).find((doc) => `${doc.kind}/${doc.id}` === on)?.ver ?? 0;
    const opId = uuid7(this.now(), bytesOf(this.random));
    return this.store.enqueue((mid) => makeOp(mid, opId, kind, on, base, args, photos, this.now()));
  }

  /** What a person who looked into the phone would find. */
  async look(): Promise<object> {
    const activity = this.tabs[0]?.activity ?? null;
    // A copy of a phone was set up with the cursors of the other: what is gone is not at any place of the feed.
    if (activity?.wiped) return { ...NOTHING, meta: { ...this.setup.meta, cursors: {} }, activity, left: await this.left() };
    const { meta, outbox, journal, photos } = await this.store.state();
    const [docs, letters] = await Promise.all([this.store.docs(), this.store.letters()]);
    const timers = this.tabs.reduce((sum, tab) => sum + tab.timers.size, 0);
    return { meta, outbox, journal, letters, photos, docs: docs.map(withoutShape), activity, timers };
  }

  /** How many rows whoever found the phone could read. */
  private async left(): Promise<number> {
    const { db } = this.store;
    const counts = await Promise.all([...db.objectStoreNames].map((name) => db.count(name)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private boot(): void {
    this.tabs = Array.from({ length: this.setup.tabs }, () => new Tab(this, this.store, this.outgoing));
  }
}

const NOTHING = { outbox: [], journal: [], letters: [], photos: [], docs: [], timers: 0 };

/** Shapes of districts are most of a dispatcher's bytes: it is enough to see that they are there. */
const withoutShape = (stored: StoredDoc): StoredDoc => {
  const doc = stored.doc as { boundary?: unknown } | null;
  return doc?.boundary ? { ...stored, doc: { ...doc, boundary: true } } : stored;
};

async function openStore(
  setup: Setup,
  database: string,
  random: () => number,
  time: () => number,
): Promise<DeviceStore> {
  const bytes = bytesOf(random);
  const redraw = (queued: QueuedOp, mid: number): QueuedOp => ({
    ...queued,
    tries: 0,
    op: {
      ...queued.op,
      mid,
      op_id: uuid7(time(), bytes),
      args: { ...(queued.op.args as object), reference: reference.make(bytes) } as unknown as QueuedOp["op"]["args"],
    },
  });
  const store = new DeviceStore(await openDatabase(database), redraw, async () => repair);
  return broken(store, setup.mutant);
}
