// One open device: its database, its engine, its pictures, and telling other tabs. Switching role closes it and opens
// another.
import { Engine, type Activity } from "@sync/client/engine";
import type { Meta, OnlyOne } from "@sync/client/ports";
import { openDatabase } from "./database";
import { DeviceStore, freshSecret } from "./device-store";
import { enginePorts, HIDDEN_POLL_MS, lockName, redraw } from "./engine-ports";
import { listenLive } from "./live";
import { Pictures } from "./photos";
import { askToSendLater } from "./send-later";
import { databaseName, type Known } from "./session";

const VISIBLE_POLL_MS = 60_000;

export const repair = () => import("./repair");

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
    // Another tab has emptied the database and forgotten the sign-in: this one begins anew with nothing.
    this.channel.onmessage = ({ data }) => (data === "wiped" ? location.reload() : changed(null, true));
    this.pictures = new Pictures(store, () => store.own());
    const tell = (activity: Activity, stored: boolean) => {
      if (stored && !activity.wiped) this.channel.postMessage("stored");
      changed(activity, stored);
    };
    this.engine = new Engine({ ...enginePorts(store), onlyOne: onlyOne(name), pollMs }, tell);
  }

  static async open(known: Known | null, changed: (activity: Activity | null, stored: boolean) => void): Promise<Device> {
    const name = databaseName(known);
    const store = new DeviceStore(await openDatabase(name), redraw, repair);
    await store.meta(() => freshMeta(known));
    await store.forgetStored(Date.now());
    const device = new Device(name, store, changed);
    device.listen();
    return device;
  }

  /** A person acted, or the world changed: try at once. */
  wake(): void {
    this.engine.wake(true);
  }

  /** Something was queued: other tabs read again, and the browser is to send it should this tab be closed before. */
  queued(): void {
    this.channel.postMessage("stored");
    void askToSendLater(this.name);
  }

  /** What every tab shows is gone. */
  tellWiped(): void {
    this.channel.postMessage("wiped");
  }

  close(): void {
    this.deaf.abort();
    this.engine.stop();
    this.channel.close();
    this.pictures.release();
    this.store.db.close();
  }

  /** A page that is kept in memory must hold up no other; and WebKit now and then never ends a transaction of a page that
   * was left, so that later pages wait for ever. Begin none any more; a page that is shown again begins anew. */
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
    const meta = () => this.store.own();
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

const pollMs = (): number => (document.visibilityState === "visible" ? VISIBLE_POLL_MS : HIDDEN_POLL_MS);

function onlyOne(name: string): OnlyOne {
  return (work) =>
    navigator.locks.request(lockName(name), { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      await work();
      return true;
    });
}
