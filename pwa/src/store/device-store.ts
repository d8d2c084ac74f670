// The engine's store on IndexedDB. Every write is one transaction with strict durability: Chrome's default is relaxed,
// and a promise that is not on disk is none.
import { doubt, failing } from "@sync/client/check";
import { answered, forgot, isNewHistory, metaAfter } from "@sync/client/exchange";
import { applyPage, withChanges } from "@sync/client/feed";
import { noop, uuid7 } from "@sync/client/op";
import { isFull, isOver, withoutGivenUp } from "@sync/client/room";
import type { DeviceState, JournalOp, Meta, OwnPhoto, PhotoFacts, QueuedOp, Settlement, Store, StoredDoc } from "@sync/client/ports";
import type { Code } from "@sync/protocol/outcomes";
import type { PullReply } from "@sync/protocol/messages";
import type { IDBPTransaction } from "idb";
import type { Database, Schema, StoredLetter } from "./database";
import { deleteDraft, putDraft } from "./drafts";
import { DocsHere, isTouched, touched } from "./docs-here";
import { followPhotos, movePhotos, offerPhotosAgain } from "./own-photos";
import { giveUp } from "./give-up";
import type * as seldom from "./repair";
import { ME, present, stateIn } from "./state-in";
import { eraseFrom, forgetPictures } from "./erase";
import { behind, dropLetter, followHeld, isPlain, isRefused, replaceLetter, requestBehind } from "./letters";

export const STRICT = { durability: "strict" } as const;
const DAY_MS = 86_400_000;
const JOURNAL_MS = 14 * DAY_MS;

type Settled = "meta" | "outbox" | "journal" | "letters" | "docs" | "photos" | "bytes" | "cache" | "drafts";
type Settling = IDBPTransaction<Schema, Settled[], "readwrite">;

/** This report is queued already: its draft was sent in another tab. */
export class AlreadyQueued extends Error {}

const isReported = async (outbox: { getAll(): Promise<QueuedOp[]> }, { op }: QueuedOp): Promise<boolean> =>
  op.kind === "request.report" && (await outbox.getAll()).some((one) => one.op.kind === op.kind && one.op.on === op.on);

/** What an op was made from: half-done work, a refused act. */
export interface Origin {
  draft?: string | null;
  letter?: string | null;
  /** What the person was told of it (see QueuedOp). */
  foretold?: string[] | null;
}

export class DeviceStore implements Store {
  private readonly here = new DocsHere();

  constructor(
    readonly db: Database,
    /** How to answer a clash of references: the same report under another one (SYNC-011). */
    private readonly redraw: (queued: QueuedOp, mid: number) => QueuedOp,
    /** A page loads it when it is needed; the worker, which can load nothing, has it at once. */
    private readonly repair: () => Promise<typeof seldom>,
  ) {}

  /** The device's own row; made on first use. Staff come with the secret of their last sign-in. */
  async meta(make: () => Meta): Promise<Meta> {
    const tx = this.db.transaction("meta", "readwrite", STRICT);
    const [known, made] = [await tx.store.get(ME), make()];
    const meta = known && made.scheme === "Bearer" ? { ...known, secret: made.secret } : (known ?? made);
    if (meta.secret !== known?.secret) await tx.store.put(meta, ME);
    await tx.done;
    return meta;
  }

  /** The device's own row alone. */
  async own(): Promise<Meta> {
    return present(await this.db.get("meta", ME));
  }

  state(): Promise<DeviceState> {
    return stateIn(this.db.transaction(["meta", "outbox", "journal", "photos"]));
  }

  /** All that screens show, as it is at one moment. */
  async look(): Promise<{ state: DeviceState; letters: StoredLetter[]; docs: StoredDoc[] }> {
    const tx = this.db.transaction(["meta", "outbox", "journal", "photos", "letters", "docs"]);
    const [state, letters] = await Promise.all([stateIn(tx), tx.objectStore("letters").getAll()]);
    return { state, letters, docs: await this.here.read(state.meta, tx.objectStore("docs")) };
  }

  /** The same array as last time while they are the same. */
  async docs(): Promise<StoredDoc[]> {
    const tx = this.db.transaction(["meta", "docs"]);
    return this.here.read(await tx.objectStore("meta").get(ME), tx.objectStore("docs"));
  }

  letters(): Promise<StoredLetter[]> {
    return this.db.getAll("letters");
  }

  /** What the op came from goes in the same transaction, or a page killed just then would find it again and send it
   * twice. */
  async enqueue(
    make: (mid: number) => { queued: QueuedOp; photos: OwnPhoto[] },
    { draft = null, letter = null, foretold = null }: Origin = {},
  ): Promise<QueuedOp> {
    const told = (mid: number) => {
      const { queued, photos } = make(mid);
      return { queued: foretold === null ? queued : { ...queued, foretold }, photos };
    };
    return this.withRoom(() => this.enqueueOnce(told, draft, letter));
  }

  private async enqueueOnce(
    make: (mid: number) => { queued: QueuedOp; photos: OwnPhoto[] },
    draft: string | null,
    letter: string | null,
  ): Promise<QueuedOp> {
    const tx = this.db.transaction(["meta", "outbox", "photos", "bytes", "drafts", "letters"], "readwrite", STRICT);
    // A letter that it answers would have to come back too: such an act is not taken back.
    const returns = draft !== null && letter === null;
    const [row, from] = await Promise.all([tx.objectStore("meta").get(ME), returns ? tx.objectStore("drafts").get(draft) : undefined]);
    const meta = present(row);
    return whole(tx, async () => {
      const { queued, photos } = make(meta.nextMid);
      if (letter === null) queued.unsent = true;
      if (draft !== null && from !== undefined) queued.draft = { key: draft, value: from };
      if (letter === null && (await isReported(tx.objectStore("outbox"), queued))) throw new AlreadyQueued();
      const free = meta.nextMid + 1;
      const nextMid = letter === null ? free : await replaceLetter(tx, letter, queued, free, () => freshId(queued.queuedAt));
      await tx.objectStore("outbox").add(queued);
      await tx.objectStore("meta").put({ ...meta, nextMid }, ME);
      if (draft !== null) await deleteDraft(tx.objectStore("drafts"), draft);
      for (const photo of photos) {
        await tx.objectStore("photos").add(factsOf(photo));
        await tx.objectStore("bytes").add(photo.bytes, photo.id);
      }
      return queued;
    });
  }

  async settle(settlement: Settlement): Promise<"done" | "anew" | "full"> {
    try {
      return await this.withRoom(() => this.settleOnce(settlement));
    } catch (error) {
      if (!isFull(error) || !settlement.reply.pull) throw error;
      // The answers free what the page would fill. The page comes again: its cursors are not kept.
      await this.settleOnce({ ...settlement, reply: { ...settlement.reply, pull: null } });
      await this.markFull(settlement.now);
      return "full";
    }
  }

  private async settleOnce(settlement: Settlement): Promise<"done" | "anew"> {
    const { reply, now } = settlement;
    const tx = this.db.transaction(
      ["meta", "outbox", "journal", "letters", "docs", "photos", "bytes", "cache", "drafts"],
      "readwrite",
      STRICT,
    );
    const meta = present(await tx.objectStore("meta").get(ME));
    // Another tab has taken a new id meanwhile: what the old one was told is told again.
    if (meta.device !== settlement.asked.device) return "done";
    const known = isTouched(reply.pull) ? await this.here.read(meta, tx.objectStore("docs")) : null;
    const { next, docs } = await whole(tx, async () => {
      const nextMid = await this.settleAnswers(tx, settlement, meta);
      if (forgot(settlement)) await reopenJournal(tx, meta, reply.last_mid + 1, now);
      if (isNewHistory(meta, reply)) await offerPhotosAgain(tx.objectStore("photos"));
      const docs = known && reply.pull ? await settlePage(tx, known, reply.pull, meta, now) : null;
      const old = oldEnough(await tx.objectStore("journal").getAll(), Date.parse(reply.server_time));
      await tx.objectStore("journal").delete(IDBKeyRange.upperBound(old));
      const next = metaToKeep(docs, settlement, meta, nextMid);
      await tx.objectStore("meta").put(next, ME);
      return { next, docs };
    });
    if (docs) this.here.keep(next, docs);
    else this.here.goOn(meta, next);
    return (next.anew ?? []).length > 0 ? "anew" : "done";
  }

  /** Answered ops go to the journal, and what came of them is kept. Returns the next free number. */
  private async settleAnswers(tx: Settling, settlement: Settlement, meta: Meta): Promise<number> {
    const { now } = settlement;
    let { nextMid } = meta;
    for (const answer of answered(settlement)) {
      // Another tab may have settled it already: drawing a reference twice would make two reports of one.
      if ((await tx.objectStore("outbox").get(answer.op.mid))?.op.op_id !== answer.op.op_id) continue;
      const rejected = answer.ack.outcome === "rejected";
      const held = answer.ack.outcome === "held";
      const about = isPlain(answer) ? undefined : await requestBehind(tx.objectStore("docs"), answer.op.on);
      const told = isPlain(answer) ? answer : { ...answer, about };
      await Promise.all([tx.objectStore("outbox").delete(answer.op.mid), tx.objectStore("journal").put(told)]);
      const drawn = answer.ack.code === "reference_taken";
      if (drawn || (answer.ack.code === "depends_on_rejected" && (await isReportedAgain(tx, answer.op.on)))) {
        await tx.objectStore("outbox").add(drawn ? this.redraw(answer, nextMid) : again(answer, nextMid, now));
        await movePhotos(tx.objectStore("photos"), answer.op.mid, { mid: nextMid });
        nextMid += 1;
      } else if (rejected || held) {
        const { op, queuedAt, tries, ack } = answer;
        // The stored answer stays `held`; what the desk made of it since is known here already.
        const known = held ? await tx.objectStore("letters").get(op.op_id) : undefined;
        if (known === undefined || !isRefused(known)) {
          await tx.objectStore("letters").put({ op, queuedAt, tries, ack, at: now, about });
        }
        if (rejected) await movePhotos(tx.objectStore("photos"), answer.op.mid, { state: "bad" });
      } else await tx.objectStore("letters").delete(answer.op.op_id);
    }
    return nextMid;
  }

  markSent(batch: QueuedOp[]): Promise<boolean> {
    return this.withRoom(async () => {
      const tx = this.db.transaction("outbox", "readwrite", STRICT);
      return whole(tx, async () => {
        const fresh = batch.filter(({ unsent }) => unsent);
        const there = await Promise.all(fresh.map(({ op }) => tx.store.get(op.mid)));
        if (fresh.some(({ op }, i) => there[i]?.op.op_id !== op.op_id)) return false;
        await Promise.all(fresh.map(({ unsent: _, draft: __, ...sent }) => tx.store.put(sent)));
        return true;
      });
    });
  }

  async countTry(mids: number[]): Promise<void> {
    const tx = this.db.transaction("outbox", "readwrite");
    for (const mid of mids) {
      const queued = await tx.store.get(mid);
      if (queued) await tx.store.put({ ...queued, tries: queued.tries + 1, triedAt: Date.now() });
    }
    await tx.done;
  }

  async reopen(fromMid: number, now: number): Promise<boolean> {
    const { reopen } = await this.repair();
    return this.withRoom(() => reopen(this.db, fromMid, now));
  }

  async park(mid: number, code: Code, now: number): Promise<void> {
    const { park } = await this.repair();
    return this.withRoom(() => park(this.db, mid, code, now));
  }

  async fork(): Promise<void> {
    const { fork } = await this.repair();
    return fork(this.db);
  }

  async wipe(): Promise<void> {
    const names = [...this.db.objectStoreNames];
    const tx = this.db.transaction(names, "readwrite", STRICT);
    await Promise.all([...names.map((name) => tx.objectStore(name).clear()), tx.done]);
  }

  /** Half-done work. */
  putDraft(key: string, value: unknown): Promise<void> {
    return this.withRoom(async () => {
      const tx = this.db.transaction("drafts", "readwrite", STRICT);
      await whole(tx, async () => {
        const { done } = await putDraft(tx.store, key, value);
        tx.commit(); // To the disk at once, without a turn of this page, which is about to draw.
        await done;
      });
    });
  }

  async deleteDraft(key: string): Promise<void> {
    const tx = this.db.transaction("drafts", "readwrite", STRICT);
    await whole(tx, () => deleteDraft(tx.store, key));
  }

  /** No more than a note: pictures are not kept for a while (SYNC-058). */
  async markFull(now: number): Promise<void> {
    const tx = this.db.transaction("meta", "readwrite", STRICT);
    const meta = await tx.store.get(ME);
    if (meta !== undefined) await tx.store.put({ ...meta, full: { at: now, buckets: meta.full?.buckets ?? [] } }, ME);
    await tx.done.catch(() => undefined);
  }

  /** Does the work; while the disk is full, gives up what may go, one kind after the other, and tries again. */
  async withRoom<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isFull(error) || !(await giveUp(this.db, Date.now()).catch(() => false))) throw error;
      }
    }
  }

  async photoBytes(id: string): Promise<ArrayBuffer | null> {
    return (await this.db.get("bytes", id)) ?? null;
  }

  patchPhoto(id: string, patch: Partial<PhotoFacts>): Promise<void> {
    return this.withRoom(async () => {
      const tx = this.db.transaction("photos", "readwrite", STRICT);
      const photo = await tx.store.get(id);
      await whole(tx, async () => photo && tx.store.put({ ...photo, ...patch }));
    });
  }

  /** Its author is done with a refused op: it goes, and its photos with it; behind a report also what waits for it. */
  async discard(opId: string): Promise<void> {
    const tx = this.db.transaction(["letters", "photos", "bytes"], "readwrite", STRICT);
    await whole(tx, async () => {
      const letter = await dropLetter(tx, opId);
      if (letter?.op.kind !== "request.report") return;
      for (const { op } of behind(await tx.objectStore("letters").getAll(), letter.op.on)) await dropLetter(tx, op.op_id);
    });
  }

  /** Its author has read what became of an act. */
  async markRead(opId: string): Promise<void> {
    const tx = this.db.transaction("journal", "readwrite", STRICT);
    await whole(tx, async () => {
      const told = (await tx.store.getAll()).find(({ op }) => op.op_id === opId);
      if (told) await tx.store.put({ ...told, read: true });
    });
  }

  /** Bytes leave the phone only when the server has shown them stored and a day has passed. */
  async forgetStored(now: number): Promise<void> {
    const tx = this.db.transaction(["photos", "bytes", "letters"], "readwrite");
    const letters = new Set((await tx.objectStore("letters").getAll()).map(({ op }) => op.mid));
    for (const photo of await tx.objectStore("photos").getAll()) {
      if (letters.has(photo.mid)) continue;
      if (photo.state !== "stored" || photo.storedAt === null || now - photo.storedAt < DAY_MS) continue;
      await tx.objectStore("photos").delete(photo.id);
      await tx.objectStore("bytes").delete(photo.id);
    }
    await tx.done;
  }
}

/** Reading a list of photos must not read their bytes. */
export const factsOf = ({ bytes, ...facts }: OwnPhoto): PhotoFacts => ({ ...facts, size: bytes.byteLength });

/** The documents of a page, and what they tell of this phone's own photos and held acts. Returns all there are then. */
async function settlePage(tx: Settling, known: StoredDoc[], pull: PullReply, meta: Meta, now: number): Promise<StoredDoc[]> {
  await eraseFrom(tx, pull.rows, meta, () => freshId(now), now);
  const has = (kind: string, id: string) => known.some((doc) => doc.kind === kind && doc.id === id);
  const changes = applyPage(known, withoutGivenUp(pull, meta.full, has));
  const { puts, deletes } = changes;
  await forgetPictures(tx, known, changes);
  // Not one after the other: each would cost a turn of this page, while an act waits for the disk.
  const docs = tx.objectStore("docs");
  await Promise.all([...puts.map(async (doc) => docs.put(doc)), ...deletes.map((key) => docs.delete(splitKey(key)))]);
  await followPhotos(tx.objectStore("photos"), puts, now);
  await followHeld(tx.objectStore("letters"), tx.objectStore("photos"), puts, now);
  return withChanges(known, changes);
}

/** The device's own row after a reply: cursors, doubts about buckets, and the end of a full disk. */
function metaToKeep(docs: StoredDoc[] | null, settlement: Settlement, meta: Meta, nextMid: number): Meta {
  const { reply, now } = settlement;
  const after = { ...metaAfter(meta, settlement), nextMid };
  const next = docs ? touched(after) : after;
  // Only when something came: what nothing touched was checked before.
  const check = reply.pull && withoutGivenUp(reply.pull, meta.full, () => true).check;
  if (docs && check) Object.assign(next, doubt(meta, failing(docs, check), now));
  if (meta.full && isOver(meta.full, now)) {
    next.anew = [...(next.anew ?? []), ...meta.full.buckets.filter((bucket) => bucket in next.cursors)];
    next.full = undefined;
  }
  return next;
}

/** All or nothing also when our own code throws halfway: IndexedDB itself would commit what was written until then. */
export async function whole<T>(tx: { done: Promise<void>; abort(): void }, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await tx.done;
    return result;
  } catch (error) {
    const cause = tx.done.then(() => error, (reason: unknown) => reason);
    try {
      tx.abort();
    } catch {
      // A failed request has ended it already.
    }
    // A full disk ends the transaction; what was under way in it only hears that it ended.
    const reason = await cause;
    throw isFull(reason) ? reason : error;
  }
}

export const isReport = ({ op }: QueuedOp): boolean => op.kind === "request.report";

/** Whether the report of this thing goes, or went, out again under another number. */
async function isReportedAgain(tx: Reading, on: string): Promise<boolean> {
  const unsent = await tx.objectStore("outbox").getAll();
  const kept = (await tx.objectStore("journal").getAll()).filter(({ ack }) => ack.outcome !== "rejected");
  return [...unsent, ...kept].some((one) => isReport(one) && one.op.on === on);
}

/** The same act as a new op. */
const again = ({ op, queuedAt }: QueuedOp, mid: number, now: number): QueuedOp => ({
  op: { ...op, mid, op_id: freshId(now) },
  queuedAt,
  tries: 0,
});

/** Answered ops from this mid on wait to be sent again. A refused one has been told to its author: it stays refused,
 * and a `noop` takes its number. */
export async function reopenJournal(tx: Reopening, meta: Meta, fromMid: number, now: number): Promise<void> {
  const [journal, outbox] = [tx.objectStore("journal"), tx.objectStore("outbox")];
  for (const { op, queuedAt, tries, ack } of await journal.getAll(IDBKeyRange.lowerBound(fromMid))) {
    const refused = ack.outcome === "rejected";
    await outbox.put(refused ? noop(op.mid, freshId(now), meta, "refused", now) : { op, queuedAt, tries });
    await journal.delete(op.mid);
  }
}

/** 256 random bits that only this device and, hashed, the server know. */
export function freshSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (c) => ({ "+": "-", "/": "_" })[c] ?? "");
}

interface Reading {
  objectStore(name: "journal"): { getAll(): Promise<JournalOp[]> };
  objectStore(name: "outbox"): { getAll(): Promise<QueuedOp[]> };
}

interface Reopening {
  objectStore(name: "journal"): { getAll(from: IDBKeyRange): Promise<JournalOp[]>; delete(mid: number): Promise<void> };
  objectStore(name: "outbox"): { put(queued: QueuedOp): Promise<unknown> };
}

export const freshId = (now: number): string => uuid7(now, (count) => crypto.getRandomValues(new Uint8Array(count)));

const splitKey = (key: string): [string, string] => {
  const slash = key.indexOf("/");
  return [key.slice(0, slash), key.slice(slash + 1)];
};

/** The highest mid of the journal that is old enough to forget. */
function oldEnough(journal: { op: { mid: number }; ackedAt: number }[], now: number): number {
  return Math.max(0, ...journal.filter((one) => now - one.ackedAt > JOURNAL_MS).map((one) => one.op.mid));
}
