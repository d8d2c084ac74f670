// The histories of a request and of its work order as one. Pure.
import type { RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";

export type Entry = RequestDoc["history"][number];

/** How a request follows its job: lines that say again what the job's own line of the same act says. */
const FOLLOWS = new Set(["planned", "in_work", "resolved", "triaged", "closed", "corrected"]);

/** Oldest first, each act once. */
export function workStory(request: RequestDoc | null, job: WorkOrderDoc | undefined): Entry[] {
  const work = job?.history ?? [];
  const acts = new Set(work.map((entry) => entry.at));
  const own = (request?.history ?? []).filter((entry) => !(FOLLOWS.has(entry.kind) && acts.has(entry.at)));
  return [...own, ...work].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Who of the staff it was, where the server says so. */
export const nameIn = (entry: Entry): string => ("name" in entry && typeof entry.name === "string" ? entry.name : "");

const ROLES = new Set(["", "routing", "reporter", "resident", "crew", "dispatcher", "manager"]);

/** The subject of a line: the person where one is named, with the crew where it was one; else the crew or the role. */
export function whoIn(entry: Entry): string {
  const name = nameIn(entry);
  if (name === "") return entry.by;
  return ROLES.has(entry.by) ? name : `${name} (${entry.by})`;
}

/** Lines whose text begins with a code: what the code makes of the kind, and the words behind it. */
const CODED = new Set(["settled", "closed_again", "correction", "corrected"]);

/** A line as it is told: kinds of a decision apart, the code of its text taken off. */
export function toldAs({ kind, text = "" }: Entry): { kind: string; code: string; text: string } {
  if (!CODED.has(kind)) return { kind, code: "", text };
  const [, code = "", words = ""] = /^(\w+)(?:: ([\s\S]*))?$/.exec(text) ?? ["", "", text];
  return { kind: kind === "settled" && code ? `settled_${code}` : kind, code: kind === "settled" ? "" : code, text: words };
}
