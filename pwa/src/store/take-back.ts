// Taking back an act that never left the phone (SYNC-067): the op goes, its number is free again or filled by a `noop`, and
// the half-done work that it was made from lies there as before, with its photos.
import { isLeanedOn } from "@sync/client/leaning";
import { noop } from "@sync/client/op";
import type { QueuedOp } from "@sync/client/ports";
import type { IDBPTransaction } from "idb";
import type { Database, Schema } from "./database";
import { freshId, STRICT, whole } from "./device-store";
import { besideOf } from "./drafts";
import { ME } from "./state-in";

type Taking = IDBPTransaction<Schema, ("meta" | "outbox" | "photos" | "bytes" | "drafts")[], "readwrite">;

/** False when it is too late, when later acts stand on it, or when its draft's place is taken: then nothing has changed. */
export async function takeBack(db: Database, opId: string, now: number): Promise<boolean> {
  const tx = db.transaction(["meta", "outbox", "photos", "bytes", "drafts"], "readwrite", STRICT);
  return whole(tx, async () => {
    const meta = await tx.objectStore("meta").get(ME);
    const outbox = await tx.objectStore("outbox").getAll();
    const queued = outbox.find(({ op }) => op.op_id === opId);
    if (meta === undefined || !queued?.unsent || isLeanedOn(queued, outbox)) return false;
    if (queued.draft && (await tx.objectStore("drafts").get(queued.draft.key)) !== undefined) return false;
    await bringDraftBack(tx, queued);
    const { mid } = queued.op;
    if (mid === meta.nextMid - 1) {
      await tx.objectStore("outbox").delete(mid);
      await tx.objectStore("meta").put({ ...meta, nextMid: mid }, ME);
    } else await tx.objectStore("outbox").put(noop(mid, freshId(now), meta, "taken back", now));
    return true;
  });
}

/** Its photos are the draft's again; without a draft there is nobody who waits for them. */
async function bringDraftBack(tx: Taking, { op, draft }: QueuedOp): Promise<void> {
  if (draft) await tx.objectStore("drafts").put(draft.value, draft.key);
  for (const { id, mid } of await tx.objectStore("photos").getAll()) {
    if (mid !== op.mid) continue;
    const bytes = await tx.objectStore("bytes").get(id);
    if (draft && bytes) await tx.objectStore("drafts").put(bytes, besideOf(draft.key, id));
    await tx.objectStore("photos").delete(id);
    await tx.objectStore("bytes").delete(id);
  }
}
