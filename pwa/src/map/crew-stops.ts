// The stops of a crew's day: which jobs have one, in which order, and which lie so close that one finger covers them. Pure.
import type { WorkOrderView } from "../store/views";
import type { Position } from "./geometry";

export interface Stop {
  id: string;
  /** Its number on the line, from 1: the job's place in Today. */
  number: number;
  at: Position;
}

/** The jobs of `order` that have a point; the others keep their numbers, and stay in the list. */
export function stopsOf(jobs: WorkOrderView[], order: string[]): Stop[] {
  const known = new Map(jobs.map((job) => [job.id, job]));
  return order.flatMap((id, i) => {
    const place = known.get(id)?.request?.place;
    return place?.lat == null || place.lon == null ? [] : [{ id, number: i + 1, at: [place.lon, place.lat] as Position }];
  });
}

export interface Spot {
  id: string;
  x: number;
  y: number;
}

/** Ids of spots that stand closer than `reach` (CSS pixels) to the first of their group, in the order given. */
export function groupsOf(spots: Spot[], reach: number): string[][] {
  const groups: { x: number; y: number; ids: string[] }[] = [];
  for (const { id, x, y } of spots) {
    const near = groups.find((group) => Math.abs(group.x - x) < reach && Math.abs(group.y - y) < reach);
    if (near) near.ids.push(id);
    else groups.push({ x, y, ids: [id] });
  }
  return groups.map(({ ids }) => ids);
}
