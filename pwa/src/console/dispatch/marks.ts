// The reports that are selected for an act on many. They stay selected whatever the list, the filters or the map show.
import { computed, signal } from "@preact/signals";
import { session } from "../../store";
import { rowById } from "./board";
import type { Row } from "./rows";

export type Marks = ReadonlySet<string>;

/** What was selected, also when this device no longer holds it. */
const chosen = signal<Marks>(new Set());

/** Those of them that are still here. */
export const marks = computed<Marks>(() => {
  const here = [...chosen.value].filter((id) => rowById.value.has(id));
  return here.length === chosen.value.size ? chosen.value : new Set(here);
});

export const markedRows = computed<Row[]>(() => [...marks.value].flatMap((id) => rowById.value.get(id) ?? []));

/** Where a range with Shift begins. */
let from: string | null = null;

export function toggled(all: Marks, id: string): Marks {
  const next = new Set(all);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** All rows between two, both with them; only `to` where `from` is not in the list. Pure. */
export function between(ids: readonly string[], start: string | null, to: string): string[] {
  const [a, b] = [start === null ? -1 : ids.indexOf(start), ids.indexOf(to)];
  return a < 0 || b < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function toggleMark(id: string): void {
  from = id;
  chosen.value = toggled(marks.value, id);
}

/** Shift: everything from the last one that was selected alone. */
export function markTo(ids: readonly string[], id: string): void {
  if (from === null || !ids.includes(from)) from = id;
  chosen.value = new Set([...marks.value, ...between(ids, from, id)]);
}

export const markAll = (ids: readonly string[]): void => {
  chosen.value = new Set([...marks.value, ...ids]);
};

export const clearMarks = (): void => {
  from = null;
  chosen.value = new Set();
};

/** Begins a range where the list stood before it was extended. */
export const beginRange = (id: string | null): void => {
  if (from === null) from = id;
};

// Another person's desk from here on.
computed(() => session.value?.name).subscribe(clearMarks);
