// What others did since this desk last looked, read off the histories of what came in. Pure.
import type { RequestDoc, WorkOrderDoc } from "../../store/views";
import { type Entry, nameIn, workStory } from "../../design/work-story";

/** A line that came in, and the report that it is about. */
export interface Change {
  requestId: string;
  entry: Entry;
}

interface Known {
  ver: number;
  history: Entry[];
}

/** `request/ID` or `wo/ID` -> as it was. */
export type Seen = ReadonlyMap<string, Known>;

export function seenNow(requests: readonly RequestDoc[], jobs: readonly WorkOrderDoc[]): Seen {
  const seen = new Map<string, Known>();
  for (const { id, ver, history } of requests) seen.set(`request/${id}`, { ver, history });
  for (const { id, ver, history } of jobs) seen.set(`wo/${id}`, { ver, history });
  return seen;
}

/** Oldest first. What this desk predicts has no version of its own and is never told; nor is what `me` did. */
export function changesSince(before: Seen, requests: readonly RequestDoc[], jobs: ReadonlyMap<string, WorkOrderDoc>, me: string): Change[] {
  const moved = (key: string, ver: number): boolean => ver > (before.get(key)?.ver ?? 0);
  const changed = requests.filter((request) => {
    const job = jobs.get(request.work_order_id ?? "");
    return moved(`request/${request.id}`, request.ver) || (job !== undefined && moved(`wo/${job.id}`, job.ver));
  });
  return changed
    .flatMap((request) => {
      const job = jobs.get(request.work_order_id ?? "");
      const old = [...(before.get(`request/${request.id}`)?.history ?? []), ...(before.get(`wo/${job?.id}`)?.history ?? [])];
      const told = new Set(old.map(keyOf));
      const lines = workStory(request, job).filter((entry) => !told.has(keyOf(entry)) && (me === "" || nameIn(entry) !== me));
      return lines.map((entry) => ({ requestId: request.id, entry }));
    })
    .sort((a, b) => Date.parse(a.entry.at) - Date.parse(b.entry.at));
}

const keyOf = ({ at, kind, by }: Entry): string => `${at} ${kind} ${by}`;
