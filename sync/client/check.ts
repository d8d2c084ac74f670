// Whether this device holds what the server says each bucket holds (SYNC-018). Pure.
import { mark } from "../protocol/check";
import type { PullReply } from "../protocol/messages";
import type { Meta, StoredDoc } from "./ports";

const DAY_MS = 86_400_000;

/** The buckets whose documents here are not those of the server. */
export function failing(docs: StoredDoc[], check: NonNullable<PullReply["check"]>): string[] {
  const sums = new Map(Object.keys(check).map((bucket) => [bucket, { n: 0, sum: 0 }]));
  for (const doc of docs) {
    const own = mark(doc.kind, doc.id, doc.ver);
    for (const bucket of doc.buckets) {
      const total = sums.get(bucket);
      if (total === undefined) continue;
      total.n += 1;
      total.sum = (total.sum + own) >>> 0;
    }
  }
  return Object.entries(check)
    .filter(([bucket, { n, sum }]) => sums.get(bucket)?.n !== n || sums.get(bucket)?.sum !== sum)
    .map(([bucket]) => bucket);
}

/** What to ask for anew, once a bucket and day: a check that fails again right after is not mended by asking again. */
export function doubt(meta: Meta, failed: string[], now: number): Pick<Meta, "doubts" | "anew"> {
  const before = meta.doubts ?? {};
  const isFresh = (bucket: string): boolean => now - (before[bucket] ?? -Infinity) >= DAY_MS;
  const doubts = Object.fromEntries(failed.map((bucket) => [bucket, isFresh(bucket) ? now : (before[bucket] as number)]));
  return { doubts, anew: failed.filter(isFresh) };
}
