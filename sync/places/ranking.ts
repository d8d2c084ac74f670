// How well a street fits what somebody wrote, typing errors and half-typed words allowed for. Twin of ranking.py. Pure.
import type { Street } from "./folding";

/** A street that fits less is not shown: it would only be noise below the right one. */
export const ENOUGH = 0.55;

/** From 0 (another street) to a little above 1 (the very one). */
export const fit = (asked: Street, there: Street): number =>
  fitCore(asked, there) + fitPart(asked.suffix, there.suffix, 0.08) + fitPart(asked.direction, there.direction, 0.1);

function fitCore(asked: Street, there: Street): number {
  const typed = asked.core.replaceAll(" ", "");
  const name = there.core.replaceAll(" ", "");
  if (!typed || !name) return 0;
  let best = fitText(typed, name);
  // The suffix itself may be mistyped: ABBEY RAOD.
  if (!asked.suffix && there.suffix && best < 1) best = Math.max(best, fitText(typed, name + there.suffix) - 0.02);
  // W of WALNUT only.
  if (!asked.suffix && asked.direction && !there.direction && best < 1)
    best = Math.max(best, fitText(asked.direction + typed, name) - 0.02);
  return best;
}

function fitText(typed: string, name: string): number {
  const [whole, begun] = edits(typed, name);
  const near = 1 - whole / Math.max(typed.length, name.length);
  const tail = Math.min(10, Math.max(0, name.length - typed.length));
  return Math.max(near, 1 - begun / typed.length - 0.02 * tail);
}

function fitPart(asked: string, there: string, weight: number): number {
  if (asked === there) return weight;
  return asked && there ? -weight : -weight / 4;
}

/** How many letters are missing, extra, wrong or swapped: against the whole name, and against its best beginning. */
export function edits(typed: string, name: string): [number, number] {
  const wide = name.length + 1;
  const table = new Uint16Array((typed.length + 1) * wide);
  const at = (i: number, j: number): number => table[i * wide + j] ?? 0;
  for (let j = 0; j < wide; j++) table[j] = j;
  for (let i = 1; i <= typed.length; i++) {
    table[i * wide] = i;
    for (let j = 1; j < wide; j++) {
      const same = typed.charCodeAt(i - 1) === name.charCodeAt(j - 1);
      let step = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1];
      if (swapped) step = Math.min(step, at(i - 2, j - 2) + 1);
      table[i * wide + j] = step;
    }
  }
  const last = table.subarray(typed.length * wide);
  return [last[wide - 1] ?? 0, Math.min(...last)];
}
