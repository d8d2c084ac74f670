// Deciding on held acts, said at the foot of the screen with the way back.
import { held, outbox } from "../../store";
import { reviewHeld, undoQueued } from "../../store/staff-acts";
import { heldWords } from "../../words/desk-conflicts";
import { desk } from "../../words/staff";
import { tellDone } from "./done";
import { written } from "./typed";

export type Review = "accept" | "refuse";

/** Puts the decision on disk; its words go from their draft in the same step. `what` is what one calls the act. */
export async function review(id: string, verdict: Review, note: string, what: string, draft?: string): Promise<void> {
  if (draft !== undefined) await written(draft);
  await reviewHeld(id, verdict, note, draft);
  tellDone(desk.held.decided[verdict](what), async () => ((await takeBack(id)) ? heldWords.again(what) : verdict === "refuse" ? heldWords.refused : heldWords.stands));
}

/** Whether the decision had not left yet and is gone. */
async function takeBack(id: string): Promise<boolean> {
  const queued = outbox.value.findLast(({ kind, on }) => kind === "op.review" && on === `op/${id}`);
  return queued !== undefined && undoQueued(queued.opId);
}

/** Takes a decision back that has not left; what was refused is accepted after all. Says what came of it. */
export async function decideOtherwise(id: string, what: string): Promise<string> {
  if (await takeBack(id)) return heldWords.again(what);
  if (held.value.find((one) => one.id === id)?.state !== "refused") return heldWords.stands;
  await reviewHeld(id, "accept", "");
  return desk.held.decided.accept(what);
}
