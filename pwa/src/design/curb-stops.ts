// Where a service request stands on the curb line, from its status. Pure.
import { words } from "../words/words";

export interface Stop {
  label: string;
  state: "passed" | "here" | "reached" | "ahead";
}

const AT: Record<string, number> = { new: 0, triaged: 0, reopened: 0, planned: 1, in_work: 2, resolved: 3, closed: 3 };

/** Four stops. A request that ended without work (duplicate, withdrawn) stays at the first; a closed one says so. */
export function curbStops(status: string): Stop[] {
  const at = AT[status] ?? 0;
  const labels = [words.stops.reported, words.stops.assigned, words.stops.inWork, words.stops.fixed];
  if (status === "closed") labels[3] = words.stops.closed;
  return labels.map((label, i) => ({
    label,
    state: i < at ? "passed" : i > at ? "ahead" : status === "resolved" ? "reached" : "here",
  }));
}
