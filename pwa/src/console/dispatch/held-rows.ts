// What a held act asks for beside how its thing stands today, field by field. Pure.
import { CLOSING } from "@sync/protocol/lifecycle";
import type { HeldDoc, RequestDoc, WorkOrderDoc } from "../../store/views";
import { wordsOf } from "../../store/letter-ways";
import { compareWords } from "../../words/desk-conflicts";
import { type CompareRow, type Names, inWords, row } from "./compare-rows";

/** `names.status` calls statuses of reports; `jobStatus` those of jobs. `by` is how histories name the author. */
export function heldRows(
  held: Pick<HeldDoc, "kind" | "args" | "photos" | "by">,
  request: RequestDoc | undefined,
  job: WorkOrderDoc | undefined,
  names: Names,
  jobStatus: (status: string) => string,
): CompareRow[] {
  const photos = held.photos?.length ?? 0;
  if (held.kind === "wo.close") return closing(held, job, names, jobStatus);
  const asked = held.args as Record<string, unknown>;
  const now: Record<string, unknown> = { ...request, crew_id: job?.crew_id ?? request?.crew_id ?? null, instructions: job?.instructions };
  const rows = FIELDS.filter((field) => asked[field] !== undefined && asked[field] !== null).map((field) =>
    row(field, inWords(field, asked[field], names), inWords(field, now[field], names)),
  );
  const said = wordsOf({ ...asked, description: undefined, place: undefined, instructions: undefined });
  const words = said ? [row("text", said, "")] : [];
  const evidence = photos > 0 ? [row("photos", compareWords.photos(photos), compareWords.photos(request?.photos.length ?? 0))] : [];
  return [...rows, ...words, ...evidence];
}

const FIELDS = ["service_code", "priority", "description", "place", "crew_id", "instructions"];

function closing(
  held: Pick<HeldDoc, "args" | "photos" | "by">,
  job: WorkOrderDoc | undefined,
  names: Names,
  jobStatus: (status: string) => string,
): CompareRow[] {
  const { outcome, note = "" } = held.args as { outcome: string; note?: string };
  return [
    row("status", jobStatus(CLOSING[outcome]?.work_order ?? "done"), job ? jobStatus(job.status) : ""),
    row("crew", held.by, names.crew(job?.crew_id ?? "")),
    row("outcome", names.outcome(outcome), names.outcome(job?.outcome ?? "")),
    row("note", note, job?.note ?? ""),
    row("photos", compareWords.photos(held.photos?.length ?? 0), compareWords.photos(job?.photos.length ?? 0)),
  ];
}
