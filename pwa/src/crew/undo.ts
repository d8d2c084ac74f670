// Taking back what has not left this phone: a closing or a correction is the half-done work again that it was made from.
import { undoQueued } from "../store/staff-acts";
import type { OutboxRow } from "../store/views";

const GOES_ON: Record<string, string> = { "wo.close": "/close", "wo.correct": "/correct" };

/** Whether it may be offered: an act on a job of which nothing has left this phone. */
export const canUndo = ({ kind, unsent }: OutboxRow): boolean => unsent && kind.startsWith("wo.");

/** Where one goes on with it; null when it is too late. */
export const undo = async ({ opId, kind, on }: OutboxRow): Promise<string | null> =>
  (await undoQueued(opId)) ? `/crew/jobs/${on.slice("wo/".length)}${GOES_ON[kind] ?? ""}` : null;
