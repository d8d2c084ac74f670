// Which jobs a crew sees today and in what order. Pure: no signals, no clock of its own.
import { isOpen } from "@sync/protocol/lifecycle";
import type { About } from "@sync/protocol/messages";
import type { Place, WorkOrderView } from "../store/views";

export interface Point {
  lat: number;
  lon: number;
}

/** Jobs being worked on come first, jobs that wait for parts last. */
const RANK: Record<string, number> = { started: 0, open: 1, assigned: 1, blocked: 2 };
const EARTH_RADIUS_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Straight-line distance in metres between two WGS 84 points (haversine). */
export function distanceM(a: Point, b: Point): number {
  const north = Math.sin(radians(b.lat - a.lat) / 2);
  const east = Math.sin(radians(b.lon - a.lon) / 2);
  const square = north * north + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * east * east;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(square)));
}

/** The point of a place, or null when it has only words. */
export const pointOf = (place: Place | undefined): Point | null =>
  place?.lat == null || place.lon == null ? null : { lat: place.lat, lon: place.lon };

/** How far a job is from a point, in metres; null when either is unknown. */
export function awayM(job: WorkOrderView, from: Point | null): number | null {
  const point = pointOf(job.request?.place);
  return from && point ? distanceM(from, point) : null;
}

const waitingSince = (job: WorkOrderView): string => job.request?.requested_at ?? job.created_at;

/** The open jobs of a crew: nearest first when its position is known, else the longest waiting first. */
export function openJobs(jobs: WorkOrderView[], crewId: string | null, from: Point | null = null): WorkOrderView[] {
  const far = new Map(jobs.map((job) => [job.id, awayM(job, from) ?? Infinity]));
  const distance = (job: WorkOrderView): number => far.get(job.id) ?? Infinity;
  return jobs
    .filter((job) => job.crew_id === crewId && isOpen("work_order", job.status))
    .sort((a, b) => {
      const rank = (RANK[a.status] ?? 1) - (RANK[b.status] ?? 1);
      if (rank !== 0) return rank;
      if (distance(a) !== distance(b)) return distance(a) - distance(b);
      return waitingSince(a).localeCompare(waitingSince(b)) || a.id.localeCompare(b.id);
    });
}

/** What names a job: the report that it serves, or what is left of that to a crew that only closed it. */
export const subjectOf = (job: WorkOrderView): About | null => job.request ?? job.about ?? null;

/** Its own, and those of others that it closed too: there it reads what the desk decides. */
const isOurs = (job: WorkOrderView, crewId: string | null): boolean =>
  job.crew_id === crewId || (job.closings ?? []).some((closing) => closing.crew_id === crewId);

const sameDay = (iso: string, now: Date): boolean => new Date(iso).toDateString() === now.toDateString();

/** What this crew closed (or lost to a cancellation) on this day by the phone's calendar, latest first. */
export function closedToday(jobs: WorkOrderView[], crewId: string | null, now: Date): WorkOrderView[] {
  return jobs
    .filter((job) => isOurs(job, crewId) && !isOpen("work_order", job.status))
    .filter((job) => job.closed_at !== null && sameDay(job.closed_at, now))
    .sort((a, b) => (b.closed_at ?? "").localeCompare(a.closed_at ?? ""));
}

/** A job nobody of the crew has said yes to. */
export const isNew = (job: WorkOrderView): boolean => job.accepted_at === null && job.status === "assigned";

/** Opens the phone's own map app; null when the place has no point. */
export function mapLink(place: Place | undefined): string | null {
  const point = pointOf(place);
  if (!point) return null;
  const at = `${point.lat},${point.lon}`;
  return `geo:${at}?q=${at}`;
}
