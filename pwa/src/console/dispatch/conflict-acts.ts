// Settling: what the desk decides of a conflict, said at the foot of the screen with the way back.
import { outbox, discardLetter, resendLetter } from "../../store";
import { assignRequest, settleJob, undoQueued } from "../../store/staff-acts";
import type { WorkOrderView } from "../../store/views";
import { conflictWords, saveWords } from "../../words/desk-conflicts";
import type { Conflict } from "./conflicts";
import { tellDone } from "./done";
import { written } from "./typed";

export type Verdict = "take" | "keep";

/** Puts the decision on disk; its words go from their draft in the same step. `what` is what one calls the thing. */
export async function settle(job: WorkOrderView, verdict: Verdict, note: string, what: string, draft?: string): Promise<void> {
  const { id, flags } = job;
  if (draft !== undefined) await written(draft);
  await settleJob(id, verdict, flags, note, draft);
  tellDone(conflictWords.settled[verdict](what), async () => {
    await putBack(id, what);
    return conflictWords.settled.open(what);
  });
}

/** Takes the last decision back: out of the outbox when it has not left, else by its opposite. */
export async function putBack(workOrderId: string, what: string): Promise<void> {
  const queued = outbox.value.findLast(({ kind, on }) => kind === "wo.settle" && on === `wo/${workOrderId}`);
  if (!queued || !(await undoQueued(queued.opId))) await settleJob(workOrderId, "open", [], "");
  tellDone(conflictWords.settled.open(what));
}

/** Sends the own change again, on top of what is there now. */
export async function sendAgain({ letter, request }: Conflict, what: string): Promise<void> {
  if (letter === null) return;
  const { crew_id: crewId } = letter.args as { crew_id?: string };
  // The job that it should have made is not the one that the report has now.
  if (letter.kind === "wo.assign" && request && crewId) await assignRequest(request.id, crewId, { letter: letter.opId });
  else await resendLetter(letter, {}, []);
  tellDone(saveWords.used(what));
}

/** Lets the other one's change stand; the own one goes. */
export async function keepTheirs({ letter }: Conflict, what: string): Promise<void> {
  if (letter === null) return;
  await discardLetter(letter.opId);
  tellDone(saveWords.dropped(what));
}
