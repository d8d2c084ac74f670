// What was done last at this desk, and the way back: acts that are not sent are taken out of the outbox, the others are
// answered by their opposite.
import { computed, signal } from "@preact/signals";
import { letters } from "../../store";
import { account } from "../../store/account";
import { type Act, actAll, seenNow, undoAll } from "../../store/act-all";
import type { Letter } from "../../store/views";
import { doneWords } from "../../words/desk-tools";
import type { Deed } from "./deeds";
import { written } from "./typed";

export interface Done {
  said: string;
  opIds: string[];
  /** null: there is nothing to take back. */
  undo: (() => Promise<string>) | null;
}

export const done = signal<Done | null>(null);

// Another person's desk from here on: the way back would be theirs.
account.subscribe(() => {
  done.value = null;
});

/** Something was done elsewhere on the screen. */
export const tellDone = (said: string, undo: Done["undo"] = null): void => {
  done.value = { said, opIds: [], undo };
};

/** Puts it on disk and says so; the words that it was made from go with it (`draft`). The way back is from here: what somebody else changes meanwhile is not overwritten by it. */
export async function perform({ acts, back: ways, said }: Deed, draft?: string): Promise<void> {
  const seen = seenNow(ways.flat());
  const back = ways.map((some) => seen.splice(0, some.length));
  // A letter that comes to the disk after the act would offer the words again.
  if (draft !== undefined) await written(draft);
  const opIds = acts.length > 0 ? await actAll(acts, draft) : [];
  // What was taken out of the outbox once is not answered by its opposite when the rest is tried again.
  const gone = new Set<string>();
  done.value = { said, opIds, undo: acts.length > 0 ? () => takeBack(opIds, gone, back, said) : null };
}

async function takeBack(opIds: string[], gone: Set<string>, back: Act[][], said: string): Promise<string> {
  await undoAll(opIds, gone);
  const refused = new Set(letters.value.map(({ opId }) => opId));
  const left = opIds.map((opId, i) => ({ opId, ways: back[i] ?? [] })).filter(({ opId }) => !gone.has(opId) && !refused.has(opId));
  const ways = left.toReversed().flatMap((one) => one.ways);
  if (ways.length > 0) await actAll(ways);
  const stuck = left.filter((one) => one.ways.length === 0).length;
  if (stuck === 0) return doneWords.undone(said);
  return stuck === opIds.length ? doneWords.late : doneWords.partly(stuck);
}

/** Takes the last act back, once. */
export async function undoLast(): Promise<void> {
  const last = done.value;
  if (!last?.undo) return;
  done.value = { said: doneWords.undoing, opIds: [], undo: null };
  try {
    done.value = { said: await last.undo(), opIds: [], undo: null };
  } catch {
    done.value = last;
  }
}

/** Those of the last act that the server did not take. */
export const refusedOfLast = computed<Letter[]>(() => {
  const own = new Set(done.value?.opIds);
  return letters.value.filter(({ opId }) => own.has(opId));
});
