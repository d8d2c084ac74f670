// A change of this desk beside what another made of the same thing meanwhile. Pure.
import type { Letter, RequestDoc, WorkOrderDoc } from "../../store/views";
import { type Entry, nameIn, workStory } from "../../design/work-story";
import { compareWords } from "../../words/desk-conflicts";
import { type CompareRow, type Names, inWords, row } from "./compare-rows";

/** What the change asked for, by field, beside what is there now: as the server told it, or as this device holds it. */
export function saveRows(letter: Letter, request: RequestDoc | undefined, job: WorkOrderDoc | undefined, names: Names): CompareRow[] {
  const told = letter.detail?.["fields"];
  if (typeof told === "object" && told !== null && !Array.isArray(told)) {
    return Object.entries(told as Record<string, { now: unknown; yours: unknown }>).map(([field, { now, yours }]) =>
      row(field, inWords(field, yours, names), inWords(field, nowOf(field, request) ?? now, names)),
    );
  }
  if (letter.kind === "wo.assign") {
    const now = job?.crew_id ?? letter.detail?.["crew_id"];
    return [row("crew", inWords("crew_id", letter.args["crew_id"], names), inWords("crew_id", now, names))];
  }
  if (letter.kind === "op.review") return [row("state", decision(letter.args["verdict"]), decision(letter.detail?.["state"]))];
  if (letter.kind === "wo.settle") return [row("state", decision(letter.args["verdict"]), decision(settledAs(letter)))];
  const asked = Object.entries(letter.args).filter(([field, value]) => field in compareWords.fields && typeof value === "string");
  return asked.map(([field, value]) => row(field, inWords(field, value, names), inWords(field, letter.detail?.[field], names)));
}

/** What this device has heard since may be newer than the answer. */
const nowOf = (field: string, request: RequestDoc | undefined): unknown =>
  field === "priority" || field === "service_code" ? request?.[field] : undefined;

const settledAs = ({ detail }: Letter): unknown => (detail?.["settled"] as { verdict?: string } | undefined)?.verdict;

const decision = (value: unknown): string => compareWords.decisions[String(value)] ?? "";

/** The lines that each kind of change leaves. */
const LINES: Record<string, readonly string[]> = {
  "wo.assign": ["assigned"],
  "request.sort": ["sorted_priority", "sorted_category"],
  "request.merge": ["duplicate"],
  "wo.settle": ["settled"],
};

/** Who changed it meanwhile, and when: what the server tells, else the last such line of the history. */
export function whoChanged(
  { kind, detail }: Pick<Letter, "kind" | "detail">,
  request: RequestDoc | undefined,
  job: WorkOrderDoc | undefined,
): { by: string; at: string } | null {
  const said = (detail?.["settled"] ?? detail) as { by?: unknown; name?: unknown; at?: unknown } | null;
  if (said && typeof said.at === "string") return { by: String(said.name || said.by || ""), at: said.at };
  const line = workStory(request ?? null, job).findLast((entry) => isOf(kind, entry));
  return line ? { by: nameIn(line), at: line.at } : null;
}

const isOf = (kind: string, entry: Entry): boolean => (LINES[kind] ?? []).includes(entry.kind);
