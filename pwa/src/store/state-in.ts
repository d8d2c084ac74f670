// What a device is made of beside its documents, read within a transaction.
import type { DeviceState, JournalOp, Meta, PhotoFacts, QueuedOp } from "@sync/client/ports";

export const ME = "me";

interface Looking {
  objectStore(name: "meta"): { get(key: string): Promise<Meta | undefined> };
  objectStore(name: "outbox"): { getAll(): Promise<QueuedOp[]> };
  objectStore(name: "journal"): { getAll(): Promise<JournalOp[]> };
  objectStore(name: "photos"): { getAll(): Promise<PhotoFacts[]> };
}

export function present(meta: Meta | undefined): Meta {
  if (meta === undefined) throw new Error("This database has no device yet.");
  return meta;
}

export async function stateIn(tx: Looking): Promise<DeviceState> {
  const [meta, outbox, journal, photos] = await Promise.all([
    tx.objectStore("meta").get(ME),
    tx.objectStore("outbox").getAll(),
    tx.objectStore("journal").getAll(),
    tx.objectStore("photos").getAll(),
  ]);
  return { meta: present(meta), outbox, journal, photos };
}
