// What the city has erased leaves nothing on this phone: no document, no picture, no draft, and no copy in the journal that
// a restored server could be sent (SYNC-046). Only what its author has not heard an answer for stays, as it is theirs.
import { type DocChanges, keyOf } from "@sync/client/feed";
import { noop } from "@sync/client/op";
import type { Meta, StoredDoc } from "@sync/client/ports";
import type { FeedRow } from "@sync/protocol/messages";
import type { IDBPTransaction } from "idb";
import type { Schema } from "./database";
import { dropLetter, isRefused } from "./letters";

type Names = "docs" | "outbox" | "letters" | "journal" | "photos" | "bytes" | "cache" | "drafts" | "meta";
type Transaction = IDBPTransaction<Schema, Names[], "readwrite">;

/** What the page says is erased, apart from the documents themselves. */
export async function eraseFrom(tx: Transaction, rows: FeedRow[], meta: Meta, freshId: () => string, now: number): Promise<void> {
  for (const row of rows.filter(({ op }) => op === "erase")) {
    const on = `${row.k}/${row.id}`;
    // The city had answered what it held: there is nobody left to decide on it.
    for (const letter of await tx.objectStore("letters").getAll())
      if (letter.op.on === on && !isRefused(letter)) await dropLetter(tx, letter.op.op_id);
    await dropPictures(tx, await eraseOwnPhotos(tx, on));
    const drafts = (await tx.objectStore("drafts").getAllKeys()).filter((key) => key.includes(row.id));
    for (const key of drafts) await tx.objectStore("drafts").delete(key);
    for (const told of await tx.objectStore("journal").getAll())
      if (told.op.on === on) await tx.objectStore("journal").put({ ...told, ...noop(told.op.mid, freshId(), meta, "erased", now) });
  }
}

/** Pictures that a document showed which left, or shows them no longer, and that no other one here shows (SYNC-024). */
export async function forgetPictures(tx: Transaction, docs: StoredDoc[], { puts, deletes }: DocChanges): Promise<void> {
  const changed = new Set([...deletes, ...puts.map(({ kind, id }) => keyOf(kind, id))]);
  const isChanged = (doc: StoredDoc): boolean => changed.has(keyOf(doc.kind, doc.id));
  const still = new Set(puts.flatMap(picturesOf));
  const gone = docs.filter(isChanged).flatMap(picturesOf).filter((id) => !still.has(id));
  if (gone.length === 0) return;
  const shown = new Set(docs.filter((doc) => !isChanged(doc)).flatMap(picturesOf));
  await dropPictures(tx, gone.filter((id) => !shown.has(id)));
}

async function dropPictures(tx: Transaction, ids: string[]): Promise<void> {
  for (const id of ids) for (const size of ["small", "large"]) await tx.objectStore("cache").delete(`${id}/${size}`);
}

const picturesOf = ({ doc }: StoredDoc): string[] => ((doc as { photos?: { id: string }[] } | null)?.photos ?? []).map(({ id }) => id);

/** The photos of answered ops about it; those of unsent and refused ones belong to their author. */
async function eraseOwnPhotos(tx: Transaction, on: string): Promise<string[]> {
  const waiting = [...(await tx.objectStore("outbox").getAll()), ...(await tx.objectStore("letters").getAll())];
  const theirs = new Set(waiting.map(({ op }) => op.mid));
  const gone = (await tx.objectStore("photos").getAll()).filter((photo) => photo.on === on && !theirs.has(photo.mid));
  for (const { id } of gone) {
    await tx.objectStore("photos").delete(id);
    await tx.objectStore("bytes").delete(id);
  }
  return gone.map(({ id }) => id);
}
