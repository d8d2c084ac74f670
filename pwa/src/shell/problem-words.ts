// The sentence for what the server or the connection answered to a whole request. Pure.
import { words } from "../words/words";

/** Errors of the store carry a `code`; anything else is a bug, and said as one. */
export function problemWords(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "internal_error";
  return Object.entries(words.problems).find(([known]) => known === code)?.[1] ?? words.problems.internal_error;
}
