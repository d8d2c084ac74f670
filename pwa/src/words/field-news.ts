// What crews and the desk read when the server took an act in another way than meant: one sentence, never a form.
import type { Detail, Progress } from "../store/views";
import { showTime } from "./numbers";

const textOf = (detail: Detail, key: string): string => {
  const value = detail?.[key];
  return typeof value === "string" ? value : "";
};

/** " at 10:40 AM"; "" where nobody said when. */
function timeOf(detail: Detail, key: string): string {
  const at = textOf(detail, key);
  return at && !Number.isNaN(Date.parse(at)) ? ` at ${showTime(new Date(at))}` : "";
}

const ROLES: Record<string, string> = { dispatcher: "the desk", manager: "a manager", routing: "the district map", reporter: "the reporter" };

/** The person where the server names one, else the crew or the role; "somebody" at the worst. */
function whoIn(detail: Detail): string {
  const by = textOf(detail, "by") || textOf(detail, "closed_by");
  return textOf(detail, "name") || (ROLES[by] ?? by) || "somebody";
}

/** Said of what has left the phone, before the news of it. */
export const sentBut = (told: string): string => `Sent. ${told}`;

const begun = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** Null when there is nothing to tell. `detail` as the server's rules make it. */
export function news(code: string, detail: Detail, crewName: (id: string) => string): string | null {
  const other = crewName(textOf(detail, "crew_id"));
  const who = whoIn(detail);
  switch (code) {
    case "late_closure":
      return textOf(detail, "kind") === "cancelled" ? cancelled(detail, who) : begun(`${who} had moved this job meanwhile; your photos and note are kept and the dispatcher decides.`);
    case "duplicate_closure":
      return begun(`${who} closed this job first${timeOf(detail, "at")}. Your photos and note are kept.`);
    case "correction_kept":
      return "This job had gone on meanwhile. Your correction is kept and the dispatcher decides.";
    case "already_so":
      return "Somebody had done this already. Nothing is lost.";
    case "cancelled_known":
      return begun(`${who === "somebody" ? "the desk" : who} cancelled this job${timeOf(detail, "at")}. Your photos and note are safe in the outbox. Call the desk if it still needs work.`);
    case "stale_assignment":
      return who === "somebody"
        ? "This job went to another crew. Your photos and note are safe in the outbox. Talk to the desk."
        : begun(`${who} gave this job to another crew${timeOf(detail, "at")}. Your photos and note are safe in the outbox. Talk to the desk.`);
    case "field_conflict":
      return other ? begun(`${who} gave this to ${other} before you. Look at it again, then choose.`) : begun(`${who} changed this before you. Look at it again, then choose.`);
    case "illegal_transition":
      return "This cannot be done in its state now. Look at it again.";
    case "effect_stands":
      return "This was let through and done. Correct the job or settle it instead.";
    case "not_allowed":
      return "You may not do this. Ask your manager.";
    case "not_found":
      return "The city's server does not know this one. Look at the list again.";
    default:
      return null;
  }
}

/** "Cancelled at 10:40 AM by Ana Ruiz. You closed it at 11:05 AM. Ana Ruiz will decide." */
function cancelled(detail: Detail, who: string): string {
  const done = timeOf(detail, "acted_at");
  return [`Cancelled${timeOf(detail, "at")} by ${who}.`, done && `You closed it${done}.`, begun(`${who} will decide. Your photos and note are kept.`)]
    .filter(Boolean)
    .join(" ");
}

/** What the desk has made of a closing that met something else: "Ana Ruiz decided that your closing counts." */
export const settledNews = ({ verdict, by, name }: { verdict: string; by: string; name: string }): string =>
  begun(`${name || (ROLES[by] ?? by)} decided that ${verdict === "take" ? "the crew’s closing counts" : "the job stays as it was"}.`);

/** The sentence for an act that the server took another way or refused; null for everything on its plain way. */
export const newsOf = (progress: Progress, crewName: (id: string) => string): string | null =>
  "code" in progress ? news(progress.code, progress.detail, crewName) : null;
