// Material as it is noted: added up by name and unit, and remembered for the next job. Pure.
import { MAX_MATERIALS, type Material } from "@sync/protocol/messages";

const REMEMBERED = 8;
const isSame = (a: Material, b: Material): boolean =>
  a.name.toLowerCase() === b.name.toLowerCase() && (a.unit ?? "") === (b.unit ?? "");

/** One more of it; the list as it was when it holds as many kinds as one act may. */
export function withMaterial(list: readonly Material[], more: Material): Material[] {
  const known = list.find((one) => isSame(one, more));
  if (known) return list.map((one) => (one === known ? { ...one, quantity: one.quantity + more.quantity } : one));
  return list.length < MAX_MATERIALS ? [...list, more] : [...list];
}

/** What was used last comes first, each kind once. */
export function usedBefore(...lists: (readonly Material[])[]): Material[] {
  const all: Material[] = [];
  for (const one of lists.flat()) if (!all.some((known) => isSame(known, one))) all.push({ ...one, quantity: 1 });
  return all.slice(0, REMEMBERED);
}

/** What was typed as a number; null when it is none. Both signs for the decimals are understood. */
export function numberOf(typed: string): number | null {
  const value = Number(typed.trim().replace(",", "."));
  return typed.trim() !== "" && Number.isFinite(value) && value > 0 ? value : null;
}
