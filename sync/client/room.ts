// What a full phone gives up, and in which order (SYNC-058). Pure. What is only on this phone is no part of the list:
// the outbox, letters, drafts and photos that the server does not have are never given up.
import type { PullReply } from "../protocol/messages";

export const GIVEN_UP = ["pack", "pictures", "journal", "documents"] as const;
export type GivenUp = (typeof GIVEN_UP)[number];

/** How much there is of each: places to be found without a network, pictures kept for screens, answered ops older than three days, documents of large buckets. */
export type Spare = Record<GivenUp, number>;

export const JOURNAL_AT_LEAST_MS = 3 * 86_400_000;
const AGAIN_AFTER_MS = 86_400_000;

/** What goes next; null when nothing is left that may go. */
export const nextToGiveUp = (spare: Spare): GivenUp | null => GIVEN_UP.find((kind) => spare[kind] > 0) ?? null;

/** What the device's own row says while the phone is full. */
export interface Full {
  /** When something was last given up. */
  at: number;
  /** Buckets whose documents are not kept for now. */
  buckets: string[];
}

/** Whether it is time to try to hold everything again; a moment in the future was set by a wrong clock. */
export const isOver = (full: Full, now: number): boolean => now < full.at || now - full.at >= AGAIN_AFTER_MS;

/** Buckets that can be had again and that nobody needs for work without signal: whole districts, as the desk holds them. */
export const canBePulledAgain = (bucket: string): boolean => bucket.startsWith("district:");

/** Whether a write failed because the disk, or this site's share of it, is full. */
export const isFull = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "name" in error && error.name === "QuotaExceededError";

/** The page without what a full phone does not keep: new documents of buckets that were given up, and their checks. */
export function withoutGivenUp(pull: PullReply, full: Full | undefined, has: (kind: string, id: string) => boolean): PullReply {
  if (full === undefined || full.buckets.length === 0) return pull;
  const gone = new Set(full.buckets);
  const check = pull.check && Object.fromEntries(Object.entries(pull.check).filter(([bucket]) => !gone.has(bucket)));
  const rows = pull.rows.filter((row) => row.op === "leave" || !gone.has(row.b) || has(row.k, row.id));
  return { ...pull, rows, ...(check ? { check } : {}) };
}
