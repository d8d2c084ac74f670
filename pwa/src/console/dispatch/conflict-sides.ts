// The two sides of a job in conflict: the closing that asks to count, and what stands against it. Pure.
import { CLOSING } from "@sync/protocol/lifecycle";
import type { Closing } from "@sync/protocol/messages";
import type { WorkOrderDoc } from "../../store/views";
import { compareWords } from "../../words/desk-conflicts";
import { type CompareRow, type Names, row } from "./compare-rows";

export interface Sides {
  /** What a crew says became of it; null where no closing was sent. */
  asks: Closing | null;
  /** The closing that counts meanwhile; null where the desk's own change stands against it. */
  stands: Closing | null;
}

/** As the server chooses which closing is taken (SYNC-083): the newest that says something else than the one that counts. */
export function sidesOf({ closings = [] }: Pick<WorkOrderDoc, "closings">): Sides {
  const now = closings.find(({ counts }) => counts) ?? null;
  const since = now ? closings.indexOf(now) : -1;
  const other = closings.filter((one, i) => now === null || i > since || one.crew_id !== now.crew_id).at(-1);
  return other ? { asks: other, stands: now } : { asks: now, stands: null };
}

/** Who it was, as a person where that is known. `called` says a role. */
const whoOf = (said: { by: string; name?: string }, called: (by: string) => string): string => said.name || called(said.by);

/** Field by field: what the crew says, and what stands. `called` names roles, `jobStatus` statuses of jobs. */
export function closingRows(
  job: WorkOrderDoc,
  names: Names,
  jobStatus: (status: string) => string,
  called: (by: string) => string,
): CompareRow[] {
  const { asks, stands } = sidesOf(job);
  const left = asks ? sideOf(asks, names, jobStatus, called) : NOTHING;
  const right = stands ? sideOf(stands, names, jobStatus, called) : deskSide(job, names, jobStatus, called);
  // Who it was and when differs always, and says nothing of what disagrees.
  return FIELDS.map((field) => ({ ...row(field, left[field], right[field]), ...(FACTS.has(field) && { differs: false }) }));
}

const FIELDS = ["status", "crew", "outcome", "note", "who", "done", "arrived", "photos"] as const;
const FACTS = new Set<string>(["who", "done", "arrived"]);
type Side = Record<(typeof FIELDS)[number], string>;

const NOTHING: Side = { status: "", crew: "", outcome: "", note: "", who: "", done: "", arrived: "", photos: "" };

function sideOf(closing: Closing, names: Names, jobStatus: (status: string) => string, called: (by: string) => string): Side {
  const { crew_id, outcome, note = "", occurred_at, received_at, photos = [] } = closing;
  return {
    status: jobStatus(CLOSING[outcome]?.work_order ?? "done"),
    crew: names.crew(crew_id ?? ""),
    outcome: names.outcome(outcome),
    note,
    who: whoOf(closing, called),
    done: compareWords.at(occurred_at),
    arrived: compareWords.at(received_at),
    photos: compareWords.photos(photos.length),
  };
}

/** What the desk had decided meanwhile: the crew that has it now, or that it was called off. */
function deskSide(job: WorkOrderDoc, names: Names, jobStatus: (status: string) => string, called: (by: string) => string): Side {
  const { moved, crew_id, status, started_at } = job;
  const was = moved?.kind === "cancelled" ? "cancelled" : started_at ? "started" : "assigned";
  return {
    ...NOTHING,
    status: jobStatus(moved ? was : status),
    crew: names.crew(crew_id ?? ""),
    who: moved ? whoOf(moved, called) : "",
    done: moved ? compareWords.at(moved.at) : "",
    arrived: moved ? compareWords.at(moved.at) : "",
    photos: compareWords.photos(0),
  };
}
