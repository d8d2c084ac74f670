// Photos that another app has shared with this one: the service worker lays them down, a screen makes a report of them.
// They belong to no sign-in, and so lie beside who is signed in.
import { openSessions } from "./session";

export interface Shared {
  id: string;
  bytes: ArrayBuffer;
  mime: string;
  /** When it came, epoch milliseconds; absent where the version before kept it. */
  at?: number;
}

/** Why photos were not kept. */
export type SharedProblem = "many" | "wrong_type" | "too_big";

const KEY = "shared";
/** More than a report holds, so that the person is told of it; not so many that a page of somebody fills the phone. */
export const MOST_SHARED = 10;
/** Any page may send a form to this app: no more of it is read into memory than a photo needs. */
const MOST_BYTES = 40_000_000;
/** Whoever did not come for them by then will not. */
const KEPT_MS = 7 * 86_400_000;

/** Adds to what waits already: all of them, or none and why. Rejects when this phone is full. */
export async function keepShared(files: readonly File[], now = Date.now()): Promise<SharedProblem | null> {
  if (files.length + (await sharedPhotos(now)).length > MOST_SHARED) return "many";
  if (!files.every(({ type }) => type.startsWith("image/"))) return "wrong_type";
  if (files.some(({ size }) => size > MOST_BYTES)) return "too_big";
  const fresh = await Promise.all(
    files.map(async (file) => ({ id: crypto.randomUUID(), bytes: await file.arrayBuffer(), mime: file.type, at: now })),
  );
  await change((waiting) => [...waiting, ...fresh]);
  return null;
}

/** What waits; nothing of it is kept for longer than a week. */
export async function sharedPhotos(now = Date.now()): Promise<Shared[]> {
  const db = await openSessions();
  const waiting = ((await db.get("session", KEY)) as Shared[] | undefined) ?? [];
  db.close();
  const old = waiting.filter(({ at = now }) => now - at > KEPT_MS);
  // A full phone may fail to; they are shown no more all the same.
  await dropShared(old.map(({ id }) => id)).catch(() => undefined);
  return waiting.filter((one) => !old.includes(one));
}

/** Lets go of those that are in a report now. */
export async function dropShared(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await change((waiting) => waiting.filter(({ id }) => !ids.includes(id)));
}

export const dropAllShared = (): Promise<void> => change(() => []);

async function change(update: (waiting: Shared[]) => Shared[]): Promise<void> {
  const db = await openSessions();
  try {
    const tx = db.transaction("session", "readwrite", { durability: "strict" });
    const left = update(((await tx.store.get(KEY)) as Shared[] | undefined) ?? []);
    await (left.length > 0 ? tx.store.put(left, KEY) : tx.store.delete(KEY));
    await tx.done;
  } finally {
    db.close();
  }
}
