// Photos that another app has shared with this one: the service worker lays them down, a screen makes a report of them.
// They belong to no sign-in, and so lie beside who is signed in.
import { openSessions } from "./session";

export interface Shared {
  id: string;
  bytes: ArrayBuffer;
  mime: string;
}

const KEY = "shared";
/** More than a report holds, so that the person is told of it; not so many that a page of somebody fills the phone. */
const MOST = 10;

/** Adds to what waits already. Rejects when this phone is full. */
export async function keepShared(files: readonly File[]): Promise<void> {
  const fresh = await Promise.all(
    files.map(async (file) => ({ id: crypto.randomUUID(), bytes: await file.arrayBuffer(), mime: file.type })),
  );
  const db = await openSessions();
  try {
    const tx = db.transaction("session", "readwrite", { durability: "strict" });
    const waiting = ((await tx.store.get(KEY)) as Shared[] | undefined) ?? [];
    await tx.store.put([...waiting, ...fresh].slice(0, MOST), KEY);
    await tx.done;
  } finally {
    db.close();
  }
}

export async function sharedPhotos(): Promise<Shared[]> {
  const db = await openSessions();
  const waiting = (await db.get("session", KEY)) as Shared[] | undefined;
  db.close();
  return waiting ?? [];
}

export async function dropShared(): Promise<void> {
  const db = await openSessions();
  await db.delete("session", KEY);
  db.close();
}
