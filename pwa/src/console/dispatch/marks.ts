// The reports that are selected for an act on many. They stay selected whatever the list, the filters or the map show.
import { computed, effect, signal } from "@preact/signals";
import { account } from "../../store/account";
import { rowById } from "./board";
import type { Row } from "./rows";

export type Marks = ReadonlySet<string>;

/** Where this tab keeps it over a reload, with whose it is. */
const KEPT = "curbline.desk-marks";

/** What was selected, also when this device no longer holds it. */
const chosen = signal<Marks>(new Set());

/** Which choice it is: the same while some of it merely leaves this device. */
export const choice = computed<string>(() => [...chosen.value].join(" "));

/** Those of them that are still here. */
export const marks = computed<Marks>(() => {
  const here = [...chosen.value].filter((id) => rowById.value.has(id));
  return here.length === chosen.value.size ? chosen.value : new Set(here);
});

export const markedRows = computed<Row[]>(() => [...marks.value].flatMap((id) => rowById.value.get(id) ?? []));

/** Where a range with Shift begins. */
let from: string | null = null;
/** The account whose desk it is; null before the disk is read. */
let whose: string | null = null;

function choose(next: Marks): void {
  chosen.value = next;
  sessionStorage.setItem(KEPT, JSON.stringify([whose, ...next]));
}

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
  choose(toggled(marks.value, id));
}

/** Shift: everything from the last one that was selected alone. */
export function markTo(ids: readonly string[], id: string): void {
  if (from === null || !ids.includes(from)) from = id;
  choose(new Set([...marks.value, ...between(ids, from, id)]));
}

export const markAll = (ids: readonly string[]): void => {
  choose(new Set([...marks.value, ...ids]));
};

export const clearMarks = (): void => {
  from = null;
  choose(new Set());
};

/** Begins a range where the list stood before it was extended. */
export const beginRange = (id: string | null): void => {
  if (from === null) from = id;
};

// Another person's desk from here on, or one's own after a reload.
effect(() => {
  const by = account.value;
  if (by === null || by === whose) return;
  whose = by;
  from = null;
  const [kept, ...ids] = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as string[];
  choose(new Set(kept === by ? ids : []));
});
