// Many acts of the desk in one step: one transaction, all of them or none, and one new look at the disk.
import { makeOp, uuid7 } from "@sync/client/op";
import type { Kind, QueuedOp } from "@sync/client/ports";
import type { OpArgs } from "@sync/protocol/messages";
import { whole, type DeviceStore } from "./device-store";
import { randomBytes } from "./engine-ports";
import { queueBy } from "./index";

export type Act = { [K in Kind]: { kind: K; on: string; args: OpArgs[K] } }[Kind];

/** Queues them in this order, without photos. Resolves with the ids of their ops when all are on disk. */
export async function actAll(acts: readonly Act[]): Promise<string[]> {
  const now = Date.now();
  const named = acts.map((act) => ({ act, opId: uuid7(now, randomBytes) }));
  await queueBy((store, docs) => {
    const wanted = new Set(acts.map(({ on }) => on));
    const vers = new Map<string, number>(docs.flatMap(({ kind, id, ver }) => (wanted.has(`${kind}/${id}`) ? [[`${kind}/${id}`, ver] as const] : [])));
    return putAll(store, (mid) => named.map(({ act: { kind, on, args }, opId }, i) => makeOp(mid + i, opId, kind, on, vers.get(on) ?? 0, args, [], now).queued));
  });
  return named.map(({ opId }) => opId);
}

const putAll = (store: DeviceStore, make: (mid: number) => QueuedOp[]): Promise<void> =>
  store.withRoom(async () => {
    const tx = store.db.transaction(["meta", "outbox"], "readwrite", { durability: "strict" });
    const meta = await tx.objectStore("meta").get("me");
    await whole(tx, async () => {
      if (meta === undefined) throw new Error("This database has no device yet.");
      const all = make(meta.nextMid);
      for (const queued of all) await tx.objectStore("outbox").add(queued);
      await tx.objectStore("meta").put({ ...meta, nextMid: meta.nextMid + all.length }, "me");
    });
  });
