// One open device: its database, its engine, its pictures, and telling other tabs. Switching role closes it and opens
// another.
import { Engine, type Activity } from "@sync/client/engine";
import { uuid7 } from "@sync/client/op";
import type { Meta, OnlyOne, QueuedOp } from "@sync/client/ports";
import * as reference from "@sync/protocol/reference";
import type { ReportArgs } from "@sync/protocol/messages";
import { openDatabase } from "./database";
import { DeviceStore, freshSecret } from "./device-store";
import { send } from "./http";
import { listenLive } from "./live";
import { Pictures } from "./photos";
import { databaseName, type Known } from "./session";

declare const __APP_VERSION__: string;

const VISIBLE_POLL_MS = 60_000;
const HIDDEN_POLL_MS = 900_000;

export const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

export class Device {
  readonly pictures: Pictures;
  private readonly engine: Engine;
  private readonly channel: BroadcastChannel;
  private readonly deaf = new AbortController();

  private constructor(
    readonly name: string,
    readonly store: DeviceStore,
    changed: (activity: Activity | null, stored: boolean) => void,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = () => changed(null, true);
    this.pictures = new Pictures(store, async () => (await store.state()).meta);
    const tell = (activity: Activity, stored: boolean) => {
      if (stored) this.channel.postMessage("stored");
      changed(activity, stored);
    };
    const ports = { store, send, clock, random: Math.random, onlyOne: onlyOne(name), app: __APP_VERSION__, pollMs };
    this.engine = new Engine(ports, tell);
  }

  static async open(known: Known | null, changed: (activity: Activity | null, stored: boolean) => void): Promise<Device> {
    const name = databaseName(known);
    const store = new DeviceStore(await openDatabase(name), redraw);
    const meta = await store.meta(() => freshMeta(known));
    if (known !== null && meta.secret !== known.token) await store.db.put("meta", { ...meta, secret: known.token }, "me");
    await store.forgetStored(Date.now());
    const device = new Device(name, store, changed);
    device.listen();
    return device;
  }

  /** A person acted, or the world changed: try at once. */
  wake(): void {
    this.engine.wake(true);
  }

  /** Others should read again what this tab stored. */
  tellOthers(): void {
    this.channel.postMessage("stored");
  }

  close(): void {
    this.deaf.abort();
    this.engine.stop();
    this.channel.close();
    this.pictures.release();
    this.store.db.close();
  }

  /** WebKit now and then never ends a transaction of a page that was left, and later pages wait for it for ever: let go
   * of the database before. A page that is shown again from memory begins anew. */
  private leave(): void {
    this.close();
    window.addEventListener("pageshow", () => location.reload(), { once: true });
  }

  private listen(): void {
    const { signal } = this.deaf;
    const wake = () => this.wake();
    const wakeIfSeen = () => document.visibilityState === "visible" && this.wake();
    window.addEventListener("online", wake, { signal });
    window.addEventListener("offline", wake, { signal });
    window.addEventListener("pageshow", wake, { signal });
    window.addEventListener("pagehide", () => this.leave(), { signal });
    document.addEventListener("visibilitychange", wakeIfSeen, { signal });
    const meta = async () => (await this.store.state()).meta;
    const poked = async (head: number) => {
      const { cursors } = await meta();
      const reached = Object.values(cursors);
      if (reached.length === 0 || Math.min(...reached) < head) this.engine.poke();
    };
    listenLive(this.name, meta, (head) => void poked(head), signal);
  }
}

function freshMeta(known: Known | null): Meta {
  return {
    device: crypto.randomUUID(),
    secret: known?.token ?? freshSecret(),
    scheme: known === null ? "Device" : "Bearer",
    nextMid: 1,
    ackedMid: 0,
    seenMid: 0,
    epoch: "",
    cursors: {},
    skewMs: 0,
    syncedAt: null,
  };
}

/** The same report under a new reference, as a new op. */
function redraw(queued: QueuedOp, mid: number): QueuedOp {
  const args = queued.op.args as unknown as ReportArgs;
  const op_id = uuid7(Date.now(), randomBytes);
  return {
    queuedAt: queued.queuedAt,
    tries: 0,
    op: { ...queued.op, mid, op_id, args: { ...args, reference: reference.make(randomBytes) } as unknown as QueuedOp["op"]["args"] },
  };
}

const clock = {
  now: () => Date.now(),
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

const pollMs = (): number => (document.visibilityState === "visible" ? VISIBLE_POLL_MS : HIDDEN_POLL_MS);

function onlyOne(name: string): OnlyOne {
  return (work) =>
    navigator.locks.request(`sync ${name}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      await work();
      return true;
    });
}
