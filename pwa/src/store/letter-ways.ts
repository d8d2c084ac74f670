// What the author of a refused act can do with it. Pure.
import type { StoredLetter } from "./database";
import type { LetterWays } from "./views";

/** Acts that are a decision and no words: sent again as they are, on what is there now. */
const NO_FORM = new Set(["wo.accept", "wo.start", "wo.assign", "request.sort", "request.merge", "request.notify"]);

export interface Here {
  /** `request/ID` or `wo/ID` -> it is on this phone, and not only as a refused report. */
  has(on: string): boolean;
  isOpen(on: string): boolean;
  /** The request behind a thing; null when this phone does not hold it. */
  requestOf(on: string): string | null;
}

export function waysOf({ op, ack }: StoredLetter, here: Here, words: string, photos: number): LetterWays {
  const request = op.kind === "request.comment" ? null : here.requestOf(op.on);
  const comment = request !== null && op.kind !== "op.review" && (words !== "" || photos > 0) ? request : null;
  return { resend: resendOf(op.kind, op.on, ack.code, here), comment };
}

function resendOf(kind: string, on: string, code: string, here: Here): LetterWays["resend"] {
  if (kind === "request.report") return "report";
  if (code === "depends_on_rejected" && !here.has(on)) return null;
  if (kind === "op.review") return "again";
  if (!here.has(on)) return null;
  if (kind === "wo.close") return here.isOpen(on) ? "closing" : null;
  return NO_FORM.has(kind) ? "again" : "words";
}

/** Everything that somebody typed, in one text. */
export function wordsOf(args: unknown): string {
  const typed = args as Record<string, unknown>;
  const place = (typed["place"] as { text?: string } | null | undefined)?.text;
  const parts = [typed["description"], typed["text"], typed["note"], typed["instructions"], place];
  return parts.filter((part): part is string => typeof part === "string" && part.trim() !== "").join("\n");
}
