// The histories of a request and of its work order as one. Pure.
import type { RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";

export type Entry = RequestDoc["history"][number];

/** How a request follows its job: lines that say again what the job's own line of the same act says. */
const FOLLOWS = new Set(["planned", "in_work", "resolved", "triaged", "closed"]);

/** Oldest first, each act once. */
export function workStory(request: RequestDoc | null, job: WorkOrderDoc | undefined): Entry[] {
  const work = job?.history ?? [];
  const acts = new Set(work.map((entry) => entry.at));
  const own = (request?.history ?? []).filter((entry) => !(FOLLOWS.has(entry.kind) && acts.has(entry.at)));
  return [...own, ...work].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
