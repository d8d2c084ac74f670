// One line of a report's history as a sentence. Pure.
import type { HistoryEntry } from "@sync/protocol/messages";
import { show } from "@sync/protocol/reference";
import { mine } from "../words/mine";
import { words } from "../words/words";

/** Their text is the reference of the other report. */
const NAME_ANOTHER = new Set(["duplicate", "merged_in", "same_as", "took_over", "unmerged", "merged_out"]);
/** Their text is a code of the city's, or said already. */
const SAY_ALL = new Set([...NAME_ANOTHER, "sorted_category", "sorted_priority"]);
/** Nobody but the city does this; where an act of the reporter led to it, the line bears their name. */
const OF_THE_CITY = new Set(["triaged", "planned"]);
/** What the reporter of the other report does is told to who follows it. */
const OF_THE_OTHER = new Set(["reopened", "followed_up"]);

/** "South crew fixed it." and the words that came with it. A kind without a sentence shows its text, or itself. */
export function historyWords({ kind, by, text = "" }: HistoryEntry, isFollowing = false): { what: string; text: string } {
  if (kind === "rerouted") return { what: words.route.redrawn(text), text: "" };
  const say = mine.told[kind];
  if (!say) return { what: text || kind.replace(/_/g, " "), text: "" };
  const who = by === "reporter" ? reporterOf(kind, isFollowing) : words.roles[by] ?? by;
  if (kind === "rated") return { what: say(who, mine.fixed.answers[Number(text[0])] ?? text), text: text.slice("5/5 ".length) };
  return { what: say(who, NAME_ANOTHER.has(kind) ? show(text) : text), text: SAY_ALL.has(kind) ? "" : text };
}

function reporterOf(kind: string, isFollowing: boolean): string {
  if (OF_THE_CITY.has(kind)) return words.roles["city"] ?? "";
  return isFollowing && OF_THE_OTHER.has(kind) ? mine.somebody : words.roles["reporter"] ?? "";
}

/** Of several ratings of one result only the last is worth reading: it is the one that counts. */
export const worthReading = (history: HistoryEntry[]): HistoryEntry[] =>
  history.filter(({ kind }, i) => kind !== "rated" || history[i + 1]?.kind !== "rated");
