// Why something did not work, in a sentence: the server's own where it is about the file. Pure.
import { NotTaken } from "../store/asking";
import { managerWords as say } from "../words/manager";
import { words } from "../words/words";

/** What happens on any screen, and is said everywhere in the same words. */
const ELSEWHERE = new Set(["sign_in_required", "device_revoked", "too_many"]);

export function failedWords(error: unknown): string {
  if (error instanceof NotTaken && error.code === "bad_value" && error.sentence) return error.sentence;
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (Object.hasOwn(say.failed, code)) return say.failed[code] ?? "";
  return ELSEWHERE.has(code) ? words.problems[code as "device_revoked"] : (say.failed.other ?? "");
}
