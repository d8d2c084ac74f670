// How many open jobs each crew has, and what of that a district's fill says. Pure.
import { isOpen } from "@sync/protocol/lifecycle";
import type { CrewDoc, DistrictDoc, WorkOrderDoc } from "../store/views";

/** Crew id -> open jobs. */
export type Load = ReadonlyMap<string, number>;

export function loadOf(jobs: Pick<WorkOrderDoc, "crew_id" | "status">[]): Load {
  const load = new Map<string, number>();
  for (const { crew_id, status } of jobs) if (crew_id !== null && isOpen("work_order", status)) load.set(crew_id, (load.get(crew_id) ?? 0) + 1);
  return load;
}

/** From 0 to 1: the crew with the most is 1. */
export function shareOf(load: Load, crewId: string | null): number {
  const most = Math.max(1, ...load.values());
  return crewId === null ? 0 : (load.get(crewId) ?? 0) / most;
}

/** The crews as a table would list them: the most loaded first. */
export const loadRows = (load: Load, crews: CrewDoc[]): [CrewDoc, number][] =>
  crews.map((crew): [CrewDoc, number] => [crew, load.get(crew.id) ?? 0]).sort(([a, m], [b, n]) => n - m || a.name.localeCompare(b.name));

/** A district's name with its crew's load. */
export const loadedName = ({ name, crew_id }: Pick<DistrictDoc, "name" | "crew_id">, load: Load): string =>
  crew_id === null ? name : `${name} · ${load.get(crew_id) ?? 0}`;
