// Why the desk should look at a report that nobody would look at otherwise. Pure.
import { isOpen } from "@sync/protocol/lifecycle";
import type { HistoryEntry } from "@sync/protocol/messages";
import type { RequestView, WorkOrderDoc } from "../../store/views";
import { isDoubtful } from "./second-choice";

export const REASONS = ["reopened", "take_back", "border", "default_point", "owner", "no_photos", "not_ours", "not_found"] as const;
export type Reason = (typeof REASONS)[number];

const HOUR_MS = 3_600_000;
/** A phone that has not sent its photos by then may never do so. */
const PHOTOS_WITHIN_MS = 72 * HOUR_MS;
/** Nobody reopens it after that (SYNC-044), so nobody needs to look either. */
const LOOK_WITHIN_MS = 14 * 24 * HOUR_MS;

/** Lines of these come from outside the city's people. */
const OUTSIDE = new Set(["", "routing", "reporter", "resident"]);
/** What somebody at the desk writes is theirs by role. */
const DESK = new Set(["dispatcher", "manager", "supervisor"]);

export const isOfTheCity = ({ by }: HistoryEntry): boolean => !OUTSIDE.has(by);

/** The most pressing first; none where nothing is in doubt. The desk has looked once it has done something since. */
export function reasonsOf(request: RequestView, job: WorkOrderDoc | undefined, now: number): Reason[] {
  return isOpen("request", request.status) ? ofOpen(request, job) : ofClosed(request, job, now);
}

function ofOpen(request: RequestView, job: WorkOrderDoc | undefined): Reason[] {
  const found: Reason[] = [];
  const { route, history, status } = request;
  if (status === "reopened" || isSince(history, "proposed", job)) found.push("reopened");
  if (isSince(history, "take_back", job)) found.push("take_back");
  const doubts: Reason[] = [];
  if (isDoubtful(request)) doubts.push("border");
  if (route?.reason === "default_point") doubts.push("default_point");
  else if (route?.rule && route.crew_id == null) doubts.push("owner");
  if (doubts.length > 0 && !hasLooked(history, job, "")) found.push(...doubts);
  return found;
}

function ofClosed(request: RequestView, job: WorkOrderDoc | undefined, now: number): Reason[] {
  const { closed_at: closedAt = null, outcome = null, evidence = "none" } = job ?? {};
  if (isSince(request.history, "proposed", job)) return ["reopened"];
  if (closedAt === null) return [];
  const since = now - Date.parse(closedAt);
  if (evidence === "pending" && since > PHOTOS_WITHIN_MS) return ["no_photos"];
  const isOff = outcome === "not_ours" || outcome === "not_found";
  if (!isOff || since > LOOK_WITHIN_MS || request.status !== "closed") return [];
  return hasLooked(request.history, job, closedAt) ? [] : [outcome];
}

/** Whether the desk did something to the report or its job after that moment. */
const hasLooked = (history: readonly HistoryEntry[], job: WorkOrderDoc | undefined, after: string): boolean =>
  history.some((line) => isByDesk(line, after)) || (job?.history.some((line) => isByDesk(line, after)) ?? false);

const isByDesk = ({ by, at }: HistoryEntry, after: string): boolean => DESK.has(by) && at > after;

/** Whether such a line came and the desk has done nothing since. */
function isSince(history: readonly HistoryEntry[], kind: string, job: WorkOrderDoc | undefined): boolean {
  const said = history.findLast((line) => line.kind === kind);
  return said !== undefined && !hasLooked(history, job, said.at);
}
