// What the engine needs of a browser, in a page and in the service worker alike: clock, network, lock and disk.
import { uuid7 } from "@sync/client/op";
import type { Ports, QueuedOp } from "@sync/client/ports";
import type { ReportArgs } from "@sync/protocol/messages";
import * as reference from "@sync/protocol/reference";
import type { DeviceStore } from "./device-store";
import { send } from "./http";

declare const __APP_VERSION__: string;

/** How often to ask for changes while nobody looks. */
export const HIDDEN_POLL_MS = 900_000;

export const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

/** The Web Lock of a device's one syncer. */
export const lockName = (database: string): string => `sync ${database}`;

/** The ports that are the same everywhere; who syncs, and how often one asks, is the caller's. */
export const enginePorts = (store: DeviceStore): Omit<Ports, "onlyOne" | "pollMs"> => ({
  store,
  send,
  clock,
  random: Math.random,
  mayBeOffline: (isFresh) => isFresh || !navigator.onLine,
  app: __APP_VERSION__,
});

/** The same report under a new reference, as a new op. */
export function redraw(queued: QueuedOp, mid: number): QueuedOp {
  const args = queued.op.args as unknown as ReportArgs;
  const op_id = uuid7(Date.now(), randomBytes);
  return {
    queuedAt: queued.queuedAt,
    tries: 0,
    ...(queued.foretold && { foretold: queued.foretold }),
    op: { ...queued.op, mid, op_id, args: { ...args, reference: reference.make(randomBytes) } as unknown as QueuedOp["op"]["args"] },
  };
}

const clock: Ports["clock"] = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
