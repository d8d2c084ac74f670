// The states of a service request, a work order and an attachment, read from lifecycle.json. Twin of lifecycle.py.
import law from "./lifecycle.json";

export type Thing = "request" | "work_order" | "attachment";
export type Closing = { work_order: string; request: string };

/** Outcome of a closure -> the status it gives the work order and the service request. */
export const CLOSING: Record<string, Closing> = law.closing;

export const start = (thing: Thing): string => law[thing].start;
export const statuses = (thing: Thing): string[] => Object.keys(law[thing].transitions);
export const isOpen = (thing: Thing, status: string): boolean => law[thing].open.includes(status);

export function can(thing: Thing, now: string, then: string): boolean {
  const transitions: Record<string, string[]> = law[thing].transitions;
  return transitions[now]?.includes(then) ?? false;
}
