// What the store does when the server and this phone disagree about numbers or names. Seldom, so that a page loads it then.
// Each is one transaction, all or nothing.
import { noop } from "@sync/client/op";
import type { QueuedOp } from "@sync/client/ports";
import type { Code } from "@sync/protocol/outcomes";
import type { Database } from "./database";
import { freshId, freshSecret, isReport, reopenJournal, STRICT, whole } from "./device-store";
import { movePhotos } from "./own-photos";
import { ME, present } from "./state-in";

const FILL_AT_MOST = 500;

/** Answered ops from this mid on go out again; numbers that nothing has any more are filled. False when there is none to begin with. */
export async function reopen(db: Database, fromMid: number, now: number): Promise<boolean> {
  const tx = db.transaction(["journal", "outbox", "meta"], "readwrite", STRICT);
  const meta = present(await tx.objectStore("meta").get(ME));
  return whole(tx, async () => {
    await reopenJournal(tx, meta, fromMid, now);
    const next = (await tx.objectStore("outbox").getAllKeys(IDBKeyRange.lowerBound(fromMid), 1))[0];
    if (next === undefined) return false;
    for (let mid = fromMid; mid < Math.min(next, fromMid + FILL_AT_MOST); mid++)
      await tx.objectStore("outbox").put(noop(mid, freshId(now), meta, "lost", now));
    const ackedMid = Math.min(meta.ackedMid, fromMid - 1);
    await tx.objectStore("meta").put({ ...meta, ackedMid, seenMid: Math.min(meta.seenMid, ackedMid) }, ME);
    return true;
  });
}

/** The op that cannot be taken becomes a letter, and what waits behind it too; a `noop` takes each number. */
export async function park(db: Database, mid: number, code: Code, now: number): Promise<void> {
  const tx = db.transaction(["meta", "outbox", "letters", "photos"], "readwrite", STRICT);
  const meta = await tx.objectStore("meta").get(ME);
  const queued = await tx.objectStore("outbox").get(mid);
  await whole(tx, async () => {
    if (meta === undefined || queued === undefined || queued.op.kind === "noop") return;
    const { device } = meta;
    let least = Math.min(0, ...(await tx.objectStore("letters").getAll()).map((letter) => letter.op.mid));
    for (const one of [queued, ...(await waitingBehind(tx.objectStore("outbox"), queued))]) {
      least -= 1;
      const why = one === queued ? code : "depends_on_rejected";
      const { mid: was, op_id } = one.op;
      await tx.objectStore("outbox").put(noop(was, freshId(now), meta, why, now));
      const ack = { mid: was, op_id, outcome: "rejected", code: why, ver: 0, detail: { device } };
      await tx.objectStore("letters").put({ ...one, op: { ...one.op, mid: least }, ack, at: now });
      await movePhotos(tx.objectStore("photos"), was, { mid: least, state: "bad" });
    }
  });
}

/** The device under a new name, with all that is not refused to be sent anew. */
export async function fork(db: Database): Promise<void> {
  const tx = db.transaction(["meta", "outbox", "journal", "letters", "photos"], "readwrite", STRICT);
  const meta = present(await tx.objectStore("meta").get(ME));
  await whole(tx, async () => {
    const letters = await tx.objectStore("letters").getAll();
    const answered = (await tx.objectStore("journal").getAll()).filter((one) => one.ack.outcome !== "rejected");
    const acts = [...answered, ...(await tx.objectStore("outbox").getAll())].filter((one) => one.op.kind !== "noop");
    const numbers = numberAnew(acts, letters);
    await tx.objectStore("journal").clear();
    await tx.objectStore("outbox").clear();
    for (const { op, queuedAt, tries } of acts)
      await tx.objectStore("outbox").put({ op: { ...op, mid: numbers.get(op.mid) as number }, queuedAt, tries });
    for (const letter of letters)
      await tx.objectStore("letters").put({ ...letter, op: { ...letter.op, mid: numbers.get(letter.op.mid) as number } });
    for (const photo of await tx.objectStore("photos").getAll())
      await tx.objectStore("photos").put({ ...photo, mid: numbers.get(photo.mid) ?? 0 });
    const { device, secret, scheme } = meta;
    const fresh = { device: crypto.randomUUID(), secret: scheme === "Device" ? freshSecret() : secret };
    const start = { nextMid: acts.length + 1, ackedMid: 0, seenMid: 0, former: { device, secret } };
    await tx.objectStore("meta").put({ ...meta, ...fresh, ...start }, ME);
  });
}

/** What waits behind a report that can never be taken: it goes nowhere without it (SYNC-056). */
const waitingBehind = async (outbox: { getAll(): Promise<QueuedOp[]> }, queued: QueuedOp): Promise<QueuedOp[]> =>
  isReport(queued) ? (await outbox.getAll()).filter(({ op }) => op.on === queued.op.on && op.mid !== queued.op.mid) : [];

/** Old number -> new number. Ops that go out count from 1, in their order; letters, which never do, down from -1. */
function numberAnew(acts: QueuedOp[], letters: QueuedOp[]): Map<number, number> {
  const refused = letters.map((letter, i): [number, number] => [letter.op.mid, -i - 1]);
  return new Map([...refused, ...acts.map((act, i): [number, number] => [act.op.mid, i + 1])]);
}
