// What a crew did today, in numbers. Pure.
import type { WorkOrderView } from "../store/views";
import { closedToday } from "./jobs";

export interface Shift {
  closed: number;
  /** Minutes noted on the jobs that were closed today. */
  minutes: number;
}

export function shiftOf(jobs: WorkOrderView[], crewId: string | null, now: Date): Shift {
  const done = closedToday(jobs, crewId, now).filter(({ status }) => status === "done");
  return { closed: done.length, minutes: done.reduce((sum, { minutes = 0 }) => sum + minutes, 0) };
}
