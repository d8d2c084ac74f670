// What a full phone gives up, and in which order (SYNC-058). Pure. What is only on this phone is no part of the list:
// the outbox, letters, drafts and photos that the server does not have are never given up.

export const GIVEN_UP = ["pictures", "journal", "documents"] as const;
export type GivenUp = (typeof GIVEN_UP)[number];

/** How much there is of each: pictures kept for screens, answered ops older than three days, documents of large buckets. */
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
