// What the desk shows and how one moves through it: the filters, the found rows, the report that is looked at, the open act.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAddress } from "../../design/use-address";
import type { HeldDoc, RequestView } from "../../store/views";
import { rowById, rows as allRows, waiting } from "./board";
import { conflicts } from "./conflict-board";
import type { Conflict } from "./conflicts";
import { tellDone } from "./done";
import { type Filters, fromAddress, noNarrowing, toAddress } from "./filters";
import { beginRange, clearMarks, markedRows, marks, markTo } from "./marks";
import { narrow } from "./narrowing";
import { homeOf, moveSelection, type ViewId } from "./queues";
import type { Row } from "./rows";
import type { Tool } from "./tools";

export interface DeskState {
  filters: Filters;
  rows: Row[];
  /** Their reports, for the map. */
  shown: RequestView[];
  counts: Record<ViewId, number>;
  /** The acts that wait for a supervisor, oldest first; one of them is selected while the desk looks at them. */
  heldRows: HeldDoc[];
  held: HeldDoc | undefined;
  /** What waits for the desk to settle it, the longest wait first. */
  conflictRows: Conflict[];
  conflict: Conflict | undefined;
  selected: RequestView | undefined;
  /** What an act is for: the selected reports, else the one that is looked at. */
  targets: Row[];
  tool: Tool | null;
  setTool: (tool: Tool | null) => void;
  /** After an act: on to the next row, with the focus on the list. */
  goOn: (tool: Tool) => void;
  /** The last thing done here, for those who do not see the screen change. */
  say: (sentence: string) => void;
  change: (part: Partial<Filters>, step?: boolean) => void;
  goTo: (queue: ViewId) => void;
  /** Looks at a report; one that is not in the list brings its queue with it. */
  select: (id: string) => void;
  /** `extend` selects on the way. */
  move: (steps: number, extend?: boolean) => void;
}

/** Acts after which what was selected is dealt with. */
const ENDS: readonly Tool[] = ["assign", "merge", "group", "split", "close"];

/** `wide`: the detail lies beside the list; else it is a page of its own that one goes back from. */
export function useDesk(wide: boolean): DeskState {
  const [filters, change] = useAddress(fromAddress, toAddress);
  const [tool, setTool] = useState<Tool | null>(null);
  const { rows, counts } = useFound(filters);
  const shown = useMemo(() => rows.map(({ request }) => request), [rows]);
  const heldRows = waiting.value;
  const conflictRows = conflicts.value;
  const ids = useMemo(() => idsOf(filters.queue, rows, heldRows, conflictRows), [filters.queue, rows, heldRows, conflictRows]);
  const at = filters.id === null ? -1 : ids.indexOf(filters.id);
  // Where the selection was, for when the selected report has left its queue.
  const place = useRef(0);
  if (at >= 0) place.current = at;

  const select = (id: string): void => {
    if (marks.value.size === 0) setTool(null);
    const row = rowById.value.get(id);
    const elsewhere = row && !rows.includes(row);
    change({ id, ...(elsewhere ? { ...noNarrowing, queue: homeOf(row.request, row.job) } : {}) }, !wide);
  };
  const move = (steps: number, extend = false): void => {
    if (marks.value.size === 0) setTool(null);
    const next = moveSelection(ids, filters.id, steps, place.current);
    if (!next) return;
    if (extend) {
      beginRange(at >= 0 ? filters.id : next);
      markTo(ids, next);
    }
    change({ id: next });
  };
  const goOn = (done: Tool): void => {
    if (ENDS.includes(done)) clearMarks();
    setTool(null);
    const left = narrow(allRows.value, filters, Date.now()).rows;
    const stays = left.some(({ request }) => request.id === filters.id);
    if (wide && filters.id !== null && !stays) change({ id: left[Math.min(place.current, left.length - 1)]?.request.id ?? null });
    requestAnimationFrame(() => focusOn(wide || filters.id === null ? "desk-list" : "detail-title"));
  };
  useEffect(() => {
    if (wide || !filters.id) return;
    scrollTo(0, 0);
    focusOn("detail-title");
  }, [wide, filters.id]);

  const selected = filters.id === null ? undefined : rowById.value.get(filters.id)?.request;
  const held = filters.queue === "held" ? heldRows.find(({ id }) => id === filters.id) : undefined;
  const conflict = filters.queue === "conflicts" ? conflictRows.find(({ id }) => id === filters.id) : undefined;
  const own = filters.id === null ? undefined : rowById.value.get(filters.id);
  const targets = marks.value.size > 0 ? markedRows.value : own ? [own] : [];
  return {
    filters, rows, shown, counts: { ...counts, held: heldRows.length, conflicts: conflictRows.length }, heldRows, held,
    conflictRows, conflict, selected, targets, tool: targets.length > 0 ? tool : null, setTool, goOn,
    say: (sentence) => tellDone(sentence), change, goTo: (queue) => change({ queue, id: null, sort: null }), select, move,
  };
}

function idsOf(queue: ViewId, rows: Row[], held: HeldDoc[], conflicts: Conflict[]): string[] {
  if (queue === "held") return held.map(({ id }) => id);
  if (queue === "conflicts") return conflicts.map(({ id }) => id);
  return rows.map(({ request }) => request.id);
}

/** The same rows while nothing changed: the list and the map then have nothing to do. */
function useFound(filters: Filters) {
  const { queue, q, service, district, crew, priority, due, period, sort } = filters;
  return useMemo(
    () => narrow(allRows.value, filters, Date.now()),
    [allRows.value, queue, q, service, district, crew, priority, due, period, sort],
  );
}

export const focusOn = (id: string): void => document.getElementById(id)?.focus({ preventScroll: id === "desk-list" });
