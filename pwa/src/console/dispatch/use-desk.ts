// What the desk shows and how one moves through it: the filters, the found rows, the selected report.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { requests } from "../../store";
import type { HeldDoc, RequestView } from "../../store/views";
import { type Queues, findInQueues, jobs, waiting } from "./board";
import type { Filters } from "./filters";
import { jobOf, moveSelection, queueOf } from "./queues";
import { useFilters } from "./use-filters";

export interface DeskState {
  filters: Filters;
  found: Queues;
  rows: RequestView[];
  /** The acts that wait for a supervisor, oldest first; one of them is selected while the desk looks at them. */
  heldRows: HeldDoc[];
  held: HeldDoc | undefined;
  selected: RequestView | undefined;
  assigning: boolean;
  setAssigning: (open: boolean) => void;
  /** The last thing done here, for those who do not see the screen change. */
  said: string;
  say: (sentence: string) => void;
  change: (part: Partial<Filters>, step?: boolean) => void;
  /** Selects a report; one that is not in the list brings its queue with it. */
  select: (id: string) => void;
  move: (steps: number) => void;
}

const NONE: RequestView[] = [];

/** `wide`: the detail lies beside the list; else it is a page of its own that one goes back from. */
export function useDesk(wide: boolean): DeskState {
  const [filters, change] = useFilters();
  const [assigning, setAssigning] = useState(false);
  const [said, say] = useState("");
  // The same rows while nothing changed: the list and the map then have nothing to do.
  const found = useMemo(() => findInQueues(filters.q), [filters.q, requests.value, jobs.value]);
  const looksAtHeld = filters.queue === "held";
  const rows = filters.queue === "held" ? NONE : found[filters.queue];
  const heldRows = waiting.value;
  const ids = (looksAtHeld ? heldRows : rows).map(({ id }: { id: string }) => id);
  const at = filters.id === null ? -1 : ids.indexOf(filters.id);
  // Where the selection was, for when the selected report has left its queue.
  const place = useRef(0);
  if (at >= 0) place.current = at;

  const select = (id: string): void => {
    setAssigning(false);
    const request = requests.value.find((each) => each.id === id);
    const elsewhere = request && !rows.includes(request);
    change({ id, ...(elsewhere ? { queue: queueOf(request, jobOf(request, jobs.value)), q: "" } : {}) }, !wide);
  };
  const move = (steps: number): void => {
    setAssigning(false);
    const next = moveSelection(ids, filters.id, steps, place.current);
    if (next) change({ id: next });
  };
  useEffect(() => {
    if (wide || !filters.id) return;
    scrollTo(0, 0);
    focusOn("detail-title");
  }, [wide, filters.id]);

  const selected = requests.value.find((request) => request.id === filters.id);
  const held = looksAtHeld ? heldRows.find(({ id }) => id === filters.id) : undefined;
  return { filters, found, rows, heldRows, held, selected, assigning, setAssigning, said, say, change, select, move };
}

export const focusOn = (id: string): void => document.getElementById(id)?.focus();
