// The crews one may choose, and which of them answers for these reports. Pure.
import type { CrewDoc, DistrictDoc } from "../../store/views";
import type { ChoiceOf } from "./choices";
import type { Row } from "./rows";

export interface CrewWords {
  outside: string;
  hasIt: string;
  /** Where there is one report, and where there are many. */
  suggested: string;
  answers: (n: number) => string;
}

/** How many of these reports lie in the districts of each crew. */
export function answering(rows: readonly Row[], districts: readonly DistrictDoc[]): Map<string, number> {
  const crewOf = new Map(districts.map(({ id, crew_id }) => [id, crew_id]));
  const counts = new Map<string, number>();
  for (const { request } of rows) {
    const crew = crewOf.get(request.district_id ?? "");
    if (crew) counts.set(crew, (counts.get(crew) ?? 0) + 1);
  }
  return counts;
}

/** The crew to begin with: that of one report, else the one that answers for most. */
export function likeliest(rows: readonly Row[], counts: ReadonlyMap<string, number>): string | null {
  const holder = rows.length === 1 ? (rows[0]?.job?.crew_id ?? null) : null;
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return holder ?? most?.[0] ?? null;
}

/** Who answers comes first, the others by name. */
export function crewChoices(crews: readonly CrewDoc[], rows: readonly Row[], counts: ReadonlyMap<string, number>, say: CrewWords): ChoiceOf<string>[] {
  const holder = rows.length === 1 ? (rows[0]?.job?.crew_id ?? null) : null;
  const hint = ({ id, agency }: CrewDoc): string | undefined => {
    const n = counts.get(id) ?? 0;
    const word = id === holder ? say.hasIt : n === 0 ? "" : rows.length === 1 ? say.suggested : say.answers(n);
    return [agency ? say.outside : "", word].filter(Boolean).join(", ") || undefined;
  };
  return [...crews]
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || a.name.localeCompare(b.name))
    .map((crew) => ({ value: crew.id, label: crew.name, hint: hint(crew) }));
}
