// Letters on the disk: refused acts, and held ones until the desk has looked at them (their letter waits unseen). Each
// function works inside a transaction of the device store.
import type { Meta, PhotoFacts, QueuedOp, StoredDoc } from "@sync/client/ports";
import type { HeldDoc, RequestDoc } from "@sync/protocol/messages";
import type { StoredLetter } from "./database";

export interface Rows<T> {
  getAll(): Promise<T[]>;
  put(value: T): Promise<unknown>;
}

export interface LetterRows extends Rows<StoredLetter> {
  get(opId: string): Promise<StoredLetter | undefined>;
  delete(opId: string): Promise<void>;
}

export const isRefused = ({ ack }: StoredLetter): boolean => ack.outcome === "rejected";

/** What the desk made of held acts: a refused one is shown to its author, the letter of an accepted one goes (SYNC-057). */
export async function followHeld(letters: LetterRows, photos: Rows<PhotoFacts>, docs: StoredDoc[], now: number): Promise<void> {
  for (const { doc } of docs.filter(({ kind }) => kind === "held")) {
    const { id, outcome, code, detail } = doc as HeldDoc;
    const letter = outcome ? await letters.get(id) : undefined;
    if (letter === undefined || (isRefused(letter) && letter.ack.code !== "refused_by_supervisor")) continue;
    if (outcome !== "rejected") {
      await letters.delete(id);
      // Refused before and accepted after all: the photos are wanted again.
      for (const photo of await photos.getAll()) if (photo.mid === letter.op.mid && photo.state === "bad") await photos.put({ ...photo, state: "waiting" });
    } else if (!isRefused(letter)) {
      const ack = { ...letter.ack, outcome, code: code ?? "refused_by_supervisor", detail: detail as StoredLetter["ack"]["detail"] };
      await letters.put({ ...letter, ack, at: now });
      for (const photo of await photos.getAll()) if (photo.mid === letter.op.mid) await photos.put({ ...photo, state: "bad" });
    }
  }
}

interface DocRows {
  get(key: [string, string]): Promise<StoredDoc | undefined>;
}

/** Whether an answer says no more than that all is as it was asked for. */
export const isPlain = ({ ack }: { ack: { code: string } }): boolean => ack.code === "ok" || ack.code === "already_so";

/** What one calls the thing of an act by, while this phone still holds it. */
export async function requestBehind(docs: DocRows, on: string): Promise<StoredLetter["about"]> {
  const [kind = "", id = ""] = on.split("/");
  const doc = (await docs.get([kind, id]))?.doc as { request_ids?: string[] } | undefined;
  const request = kind === "wo" ? (await docs.get(["request", doc?.request_ids?.[0] ?? ""]))?.doc : doc;
  if (typeof request !== "object" || request === null || !("reference" in request)) return undefined;
  const { service_code, reference } = request as RequestDoc;
  return { service_code, reference };
}

interface Resending {
  objectStore(name: "meta"): { put(meta: Meta, key: string): Promise<unknown> };
  objectStore(name: "outbox"): { add(queued: QueuedOp): Promise<unknown> };
  objectStore(name: "photos"): Rows<PhotoFacts> & { delete(id: string): Promise<void> };
  objectStore(name: "bytes"): { delete(id: string): Promise<void> };
  objectStore(name: "letters"): LetterRows;
}

/** Deletes the letter and its photos. */
export async function dropLetter(tx: Pick<Resending, "objectStore">, opId: string): Promise<StoredLetter | undefined> {
  const letter = await tx.objectStore("letters").get(opId);
  if (letter === undefined) return undefined;
  await tx.objectStore("letters").delete(opId);
  for (const photo of await tx.objectStore("photos").getAll()) {
    if (photo.mid !== letter.op.mid) continue;
    await tx.objectStore("photos").delete(photo.id);
    await tx.objectStore("bytes").delete(photo.id);
  }
  return letter;
}

/** The letter is answered by this op. What was refused only because its report was goes out behind it; returns the next
 * free number (SYNC-056). */
export async function replaceLetter(tx: Resending, opId: string, by: QueuedOp, free: number, name: () => string): Promise<number> {
  await dropLetter(tx, opId);
  if (by.op.kind !== "request.report") return free;
  let mid = free;
  for (const { op, queuedAt } of behind(await tx.objectStore("letters").getAll(), by.op.on)) {
    await tx.objectStore("outbox").add({ op: { ...op, mid, op_id: name() }, queuedAt, tries: 0 });
    await tx.objectStore("letters").delete(op.op_id);
    for (const photo of await tx.objectStore("photos").getAll())
      if (photo.mid === op.mid) await tx.objectStore("photos").put({ ...photo, mid, state: "waiting", uploads: 0 });
    mid += 1;
  }
  return mid;
}

/** The letters that wait for the report of this thing, oldest first. */
export const behind = (letters: StoredLetter[], on: string): StoredLetter[] =>
  letters
    .filter(({ op, ack }) => op.on === on && ack.code === "depends_on_rejected")
    .sort((a, b) => Math.abs(a.op.mid) - Math.abs(b.op.mid));
