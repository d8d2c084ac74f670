// One line of a report's history as a sentence. Pure.
import type { HistoryEntry } from "@sync/protocol/messages";
import { words } from "../words/words";

/** "Fixed, by Central crew" and the words that came with it. A kind without words shows its text, or itself. */
export function historyWords({ kind, by, text = "" }: HistoryEntry): { what: string; text: string } {
  if (kind === "rerouted") return { what: words.route.redrawn(text), text: "" };
  const known = words.history[kind];
  const who = words.roles[by] ?? by;
  const what = known ?? (text || kind.replace(/_/g, " "));
  return { what: who ? `${what}, ${words.one.by(who)}` : what, text: known ? text : "" };
}
