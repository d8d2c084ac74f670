// The unsent work that has waited longest. Pure.
import type { OutboxRow } from "../store/views";

/** Epoch milliseconds, by this phone's clock; null when nothing waits. */
export const oldestOf = (rows: readonly OutboxRow[]): number | null =>
  rows.length === 0 ? null : Math.min(...rows.map(({ queuedAt }) => queuedAt));
