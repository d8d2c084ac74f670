// Sending while no page is open: a browser that has Background Sync starts the service worker when there is a network again,
// and that runs the same engine over the same database. Browsers without it send the next time somebody opens the app.
import { Engine } from "@sync/client/engine";
import { openDatabase } from "./database";
import { DeviceStore } from "./device-store";
import { enginePorts, HIDDEN_POLL_MS, lockName, redraw } from "./engine-ports";
import * as repair from "./repair";

/** One go at all that waits in this database. Rejects when something is left, so that the browser comes back to it (SYNC-066). */
export async function sendInBackground(database: string): Promise<void> {
  const store = new DeviceStore(await openDatabase(database), redraw, async () => repair);
  const tabs = new BroadcastChannel(database);
  try {
    await runOnce(database, store, tabs);
    if (await isWaiting(store)) throw new Error("Something is left to send.");
  } finally {
    tabs.close();
    store.db.close();
  }
}

/** Waits until no tab is syncing: what one has sent by then is not sent again. */
function runOnce(database: string, store: DeviceStore, tabs: BroadcastChannel): Promise<void> {
  return new Promise((done) => {
    const onlyOne = (work: () => Promise<void>): Promise<boolean> =>
      navigator.locks.request(lockName(database), async () => {
        if (await isWaiting(store)) await work().catch(console.error);
        engine.stop();
        done();
        return true;
      });
    const ports = { ...enginePorts(store), onlyOne, pollMs: () => HIDDEN_POLL_MS };
    const engine = new Engine(ports, (_activity, stored) => stored && tabs.postMessage("stored"));
    engine.wake();
  });
}

async function isWaiting(store: DeviceStore): Promise<boolean> {
  const { outbox, photos } = await store.state();
  return outbox.length > 0 || photos.some((photo) => photo.state === "waiting");
}
