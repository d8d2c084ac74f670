// How far a report has come: of one that follows another, how far that one has. Pure.
import type { RequestDoc } from "@sync/protocol/messages";

const TOLD = new Set(["triaged", "planned", "in_work", "resolved", "closed", "reopened"]);

/** A status; a duplicate's is the last that its history tells of the other one (SYNC-048). */
export function standingOf({ status, history }: Pick<RequestDoc, "status" | "history">): string {
  if (status !== "duplicate") return status;
  return history.filter(({ kind }) => TOLD.has(kind)).at(-1)?.kind ?? status;
}
