// Deciding on held acts, said at the foot of the screen with the way back.
import { held, outbox } from "../../store";
import { reviewHeld, undoQueued } from "../../store/staff-acts";
import { heldWords } from "../../words/desk-conflicts";
import { desk } from "../../words/staff";
import { tellDone } from "./done";

export type Review = "accept" | "refuse";

/** Puts the decision on disk. `what` is what one calls the act. */
export async function review(id: string, verdict: Review, note: string, what: string): Promise<void> {
  await reviewHeld(id, verdict, note);
  tellDone(desk.held.decided[verdict](what), () => decideOtherwise(id, what));
}

/** Takes a decision back that has not left; what was refused is accepted after all. Says what came of it. */
export async function decideOtherwise(id: string, what: string): Promise<string> {
  const queued = outbox.value.findLast(({ kind, on }) => kind === "op.review" && on === `op/${id}`);
  if (queued && (await undoQueued(queued.opId))) return heldWords.again(what);
  if (held.value.find((one) => one.id === id)?.state !== "refused") return heldWords.stands;
  await reviewHeld(id, "accept", "");
  return desk.held.decided.accept(what);
}
