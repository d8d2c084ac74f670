// Many acts of the desk in one step: one transaction, all of them or none, and one new look at the disk.
import { makeOp, uuid7 } from "@sync/client/op";
import type { Kind, QueuedOp } from "@sync/client/ports";
import type { OpArgs } from "@sync/protocol/messages";
import { STRICT, whole, type DeviceStore } from "./device-store";
import { ME, present } from "./state-in";
import { deleteDraft } from "./drafts";
import { randomBytes } from "./engine-ports";
import { kept, onDisk, requests, workOrders } from "./index";
import { takeBack } from "./take-back";

/** `base` is the version that its author saw; the one that is here when it is absent. */
export type Act = { [K in Kind]: { kind: K; on: string; args: OpArgs[K]; base?: number } }[Kind];

/** Queues them in this order, without photos; the half-done work that they were made from goes in the same step. Resolves
 * with the ids of their ops when all are on disk. */
export async function actAll(acts: readonly Act[], draft?: string): Promise<string[]> {
  const now = Date.now();
  const named = seenNow(acts).map((act) => ({ ...act, opId: uuid7(now, randomBytes) }));
  await kept((store) =>
    putAll(store, draft, (mid) =>
      named.map(({ kind, on, args, opId, base }, i) => ({ ...makeOp(mid + i, opId, kind, on, base, args, [], now).queued, unsent: true })),
    ),
  );
  return named.map(({ opId }) => opId);
}

/** The same, as somebody means them who sees what is here now. */
export function seenNow<T extends Act>(acts: readonly T[]): (T & { base: number })[] {
  if (acts.every(({ base }) => base !== undefined)) return acts as (T & { base: number })[];
  const vers = new Map<string, number>([
    ...requests.value.map(({ id, ver }) => [`request/${id}`, ver] as const),
    ...workOrders.value.map(({ id, ver }) => [`wo/${id}`, ver] as const),
  ]);
  return acts.map((act) => ({ ...act, base: act.base ?? vers.get(act.on) ?? 0 }));
}

/** Takes back those that have not left this device, the last one first; `gone` has the ids of those that were, also when it
 * rejects halfway. */
export const undoAll = (opIds: readonly string[], gone: Set<string>): Promise<void> =>
  onDisk(async ({ db }) => {
    for (const opId of opIds.toReversed()) if (await takeBack(db, opId, Date.now())) gone.add(opId);
  });

const putAll = (store: DeviceStore, draft: string | undefined, make: (mid: number) => QueuedOp[]): Promise<QueuedOp[]> =>
  store.withRoom(async () => {
    const tx = store.db.transaction(["meta", "outbox", "drafts"], "readwrite", STRICT);
    const meta = present(await tx.objectStore("meta").get(ME));
    return whole(tx, async () => {
      const all = make(meta.nextMid);
      const nextMid = meta.nextMid + all.length;
      const added = all.map(async (queued) => tx.objectStore("outbox").add(queued));
      if (draft !== undefined) await deleteDraft(tx.objectStore("drafts"), draft);
      await Promise.all([...added, tx.objectStore("meta").put({ ...meta, nextMid }, ME)]);
      return all;
    });
  });
