// Whose work a report may be as well: near a border, or outside every district. Pure.
import type { RequestView } from "../../store/views";

/** The id of the crew of the second choice, where it is another one than has it or answers for it; null otherwise. */
export function secondChoice({ route, crew_id }: RequestView): string | null {
  const second = route?.second_crew_id ?? null;
  return second === (crew_id ?? route?.crew_id ?? null) ? null : second;
}

/** Whether the desk should look at it: open, nobody has begun, and the fix leaves two crews possible. */
export const isDoubtful = (request: RequestView): boolean =>
  ["new", "triaged", "planned", "reopened"].includes(request.status) &&
  (request.route?.near_border ?? false) &&
  secondChoice(request) !== null;
