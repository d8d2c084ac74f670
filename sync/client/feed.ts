// Applying a page of the feed to the documents of this device. Pure.
import type { PullReply } from "../protocol/messages";
import type { StoredDoc } from "./ports";

export const keyOf = (kind: string, id: string): string => `${kind}/${id}`;

export interface DocChanges {
  puts: StoredDoc[];
  deletes: string[];
}

/** What changes when the page is applied: a document lives as long as one bucket holds it (SYNC-024). */
export function applyPage(current: StoredDoc[], pull: PullReply): DocChanges {
  const docs = new Map(current.map((doc) => [keyOf(doc.kind, doc.id), doc]));
  const touched = new Map<string, StoredDoc>();
  const look = (key: string): StoredDoc | undefined => touched.get(key) ?? docs.get(key);

  const emptied = new Set([...pull.drop, ...pull.reset]);
  for (const [key, doc] of emptied.size > 0 ? docs : []) {
    if (!doc.buckets.some((bucket) => emptied.has(bucket))) continue;
    const left = doc.buckets.filter((bucket) => !emptied.has(bucket));
    // A restored server counts versions anew: what no bucket holds any more must not outvote it.
    touched.set(key, { ...doc, buckets: left, ver: left.length > 0 ? doc.ver : -1 });
  }
  for (const row of pull.rows) {
    const key = keyOf(row.k, row.id);
    const known = look(key) ?? { kind: row.k, id: row.id, ver: -1, doc: null, buckets: [] };
    const others = known.buckets.filter((bucket) => bucket !== row.b);
    // Erased in one bucket is erased in all of them (SYNC-046).
    if (row.op === "erase") touched.set(key, { ...known, ver: -1, doc: null, buckets: [] });
    else if (row.op === "leave") touched.set(key, { ...known, buckets: others });
    else {
      const newer = row.ver >= known.ver;
      touched.set(key, {
        ...known,
        ver: newer ? row.ver : known.ver,
        doc: newer ? row.doc : known.doc,
        buckets: [...others, row.b],
      });
    }
  }
  const all = [...touched.entries()];
  return {
    puts: all.filter(([, doc]) => doc.buckets.length > 0).map(([, doc]) => doc),
    deletes: all.filter(([key, doc]) => doc.buckets.length === 0 && docs.has(key)).map(([key]) => key),
  };
}

/** The documents after it, in the order of the disk; the same array when nothing changed. */
export function withChanges(current: StoredDoc[], { puts, deletes }: DocChanges): StoredDoc[] {
  if (puts.length + deletes.length === 0) return current;
  const gone = new Set([...deletes, ...puts.map((doc) => keyOf(doc.kind, doc.id))]);
  return [...current.filter((doc) => !gone.has(keyOf(doc.kind, doc.id))), ...puts].sort(byKey);
}

const byKey = (a: StoredDoc, b: StoredDoc): number => compare(a.kind, b.kind) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
