// Why something did not work, in a sentence: the server's own where it is about the file. Pure.
import { NotTaken } from "../../store/districts";
import { districtWords as say } from "../../words/districts";

export function failedWords(error: unknown): string {
  if (error instanceof NotTaken && error.code === "bad_value" && error.sentence) return error.sentence;
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return (Object.hasOwn(say.failed, code) ? say.failed[code] : say.failed.other) ?? "";
}
