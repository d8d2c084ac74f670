// What the desk knows of its crews' phones: when they were last heard of, and which jobs they hold. Kept, so that it can be
// read without a network, with its age.
import type { ReadonlySignal } from "@preact/signals";
import { ask } from "./asking";
import { kept } from "./kept";

/** One phone on which somebody of the crew is signed in. */
export interface CrewPhone {
  seen_at: string;
  app: string;
}

export interface CrewSeen {
  crew_id: string;
  name: string;
  /** The one heard of last first. */
  phones: CrewPhone[];
  last_seen_at: string | null;
  /** Where it last started or closed a job, `what` being which: the place of that job. Nobody's position is followed. */
  at: { lat: number; lon: number; what: "started" | "closed"; when: string } | null;
  open_jobs: number;
  /** Open jobs that a phone of the crew holds as they are now; `held_by` says how many of its phones. */
  on_phone: string[];
  not_yet: string[];
  held_by: Record<string, number>;
}

export interface CrewsSeen {
  as_of: string;
  crews: CrewSeen[];
}

const seen = kept<CrewsSeen>("desk/crews");

/** The last answer, as old as its `as_of`; null before the first. */
export const crewsSeen: ReadonlySignal<CrewsSeen | null> = seen.value;

/** Ask at the start, when something was stored (`syncedAt` moved), and once a minute. Rejects with a Refused. */
export const askForCrews = (): Promise<void> => seen.refresh(() => ask("GET", "/dispatch/crews"));

/** Where a job that somebody assigned is: with how many of the crew's phones. null when nothing is known of the crew. */
export function deliveryOf(job: { id: string; crew_id: string | null }, known: CrewsSeen | null): { on: number; of: number } | null {
  const crew = known?.crews.find(({ crew_id }) => crew_id === job.crew_id);
  if (!crew || !(crew.on_phone.includes(job.id) || crew.not_yet.includes(job.id))) return null;
  return { on: crew.held_by[job.id] ?? 0, of: crew.phones.length };
}
