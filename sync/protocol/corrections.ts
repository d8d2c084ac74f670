// What only a correction, or its way back, may do beside the lifecycle, read from corrections.json. Twin of corrections.py.
import law from "./corrections.json";
import { can } from "./lifecycle";

/** With what outcomes the desk may close a request that no crew has closed. */
export const DESK_CLOSING = ["fixed", "not_found", "not_ours", "duplicate"];

/** Whether a correction may bring the thing from status `now` to another status `then`. */
export function mayCorrect(thing: "request" | "work_order", now: string, then: string): boolean {
  const also: Record<string, string[]> = law[thing];
  return can(thing, now, then) || (also[now]?.includes(then) ?? false);
}
