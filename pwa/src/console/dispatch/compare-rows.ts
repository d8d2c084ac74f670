// Two sides of one thing, field by field, in words. Pure.
import { compareWords } from "../../words/desk-conflicts";

export interface CompareRow {
  name: string;
  left: string;
  right: string;
  differs: boolean;
}

/** What ids and codes are called. */
export interface Names {
  crew: (id: string) => string;
  service: (code: string) => string;
  reference: (reference: string) => string;
  outcome: (outcome: string) => string;
  status: (status: string) => string;
}

export const row = (field: string, left: string, right: string): CompareRow => ({
  name: compareWords.fields[field] ?? field,
  left,
  right,
  differs: left !== right,
});

/** A value of an op or of an answer, as people read it. */
export function inWords(field: string, value: unknown, names: Names): string {
  if (typeof value === "object" && value !== null && "text" in value) return String(value.text);
  if (typeof value !== "string") return value === null || value === undefined ? "" : String(value);
  if (field === "crew_id") return names.crew(value);
  if (field === "service_code") return names.service(value);
  if (field === "reference") return names.reference(value);
  if (field === "outcome") return names.outcome(value);
  if (field === "priority") return compareWords.priority[value] ?? value;
  if (field === "due_at") return compareWords.at(value);
  if (field === "status" || field === "state") return names.status(value);
  return value;
}
