// The half-done closing of a job, kept with every act; a refused closing is taken up from its letter.
import { queryValue } from "../design/router";
import { letterPhotos, letters } from "../store";
import { type ClosingDraft, begin, closingOf, draftKey, isWorthKeeping } from "./closing";
import { type Kept, useKept } from "./use-kept";

export type Closing = Kept<ClosingDraft>;

/** What the letter in the address holds, as the draft it was; a draft that is under way comes first. */
async function mend(found: ClosingDraft | null): Promise<ClosingDraft | null> {
  const letter = letters.peek().find((one) => one.opId === queryValue("letter"));
  if (letter === undefined || (found !== null && isWorthKeeping(found))) return found;
  return closingOf(letter, await letterPhotos(letter), new Date());
}

export const useClosing = (jobId: string): Closing =>
  useKept({ key: draftKey(jobId), begin: () => begin(new Date()), isWorthKeeping, mend });
