// The reports of a queue, one line each. It holds all that the map shows, and works by keyboard alone.
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { desk } from "../../words/staff";
import type { RequestView } from "../../store/views";
import type { QueueId } from "./queues";
import { RequestRow } from "./request-row";
import { STEPS } from "./steps";

/** Rows drawn at a time: enough for a day, few enough for an old laptop. */
const PAGE = 200;

interface Props {
  rows: RequestView[];
  queue: QueueId;
  typed: string;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onMove: (steps: number) => void;
  onClear: () => void;
}

export function RequestList({ rows, queue, typed, selectedId, onSelect, onMove, onClear }: Props) {
  const [asked, setAsked] = useState(PAGE);
  const at = rows.findIndex((request) => request.id === selectedId);
  const shown = Math.max(asked, Math.ceil((at + 1) / PAGE) * PAGE);
  useEffect(() => {
    if (selectedId) document.getElementById(`row-${selectedId}`)?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  const rowOf = useRows(onSelect);
  if (rows.length === 0) return <Nothing queue={queue} typed={typed} onClear={onClear} />;
  return (
    <>
      <ul
        id="desk-list"
        class="plain-list request-list"
        role="listbox"
        tabIndex={0}
        aria-label={desk.list(desk.queue[queue])}
        aria-activedescendant={at >= 0 ? `row-${selectedId}` : undefined}
        onKeyDown={(event) => {
          const steps = STEPS[event.key];
          if (steps === undefined) return;
          event.preventDefault();
          onMove(steps);
        }}
      >
        {rows.slice(0, shown).map((request) => rowOf(request, request.id === selectedId))}
      </ul>
      {rows.length > shown && (
        <button type="button" class="button more" onClick={() => setAsked(shown + PAGE)}>
          {desk.more(Math.min(PAGE, rows.length - shown))}
        </button>
      )}
    </>
  );
}

const MINUTE_MS = 60_000;

/** Hands out the very row of last time while nothing about it changed: moving the selection then draws two rows, not all. */
function useRows(onSelect: (id: string) => void) {
  const kept = useRef(new Map<string, { request: RequestView; selected: boolean; minute: number; row: VNode }>());
  const select = useRef(onSelect);
  select.current = onSelect;
  const minute = Math.floor(Date.now() / MINUTE_MS);
  return (request: RequestView, selected: boolean): VNode => {
    const old = kept.current.get(request.id);
    if (old?.request === request && old.selected === selected && old.minute === minute) return old.row;
    const now = minute * MINUTE_MS;
    const onPick = (id: string): void => select.current(id);
    const row = <RequestRow key={request.id} request={request} selected={selected} now={now} onSelect={onPick} />;
    kept.current.set(request.id, { request, selected, minute, row });
    return row;
  };
}

function Nothing({ queue, typed, onClear }: { queue: QueueId; typed: string; onClear: () => void }) {
  return (
    <div class="nothing stack stack-tight" id="desk-list" tabIndex={-1}>
      <h2>{typed ? desk.nothingFound(typed) : desk.empty[queue]}</h2>
      <p class="quiet">{typed ? desk.nothingFoundText : desk.emptyText[queue]}</p>
      {typed && (
        <button type="button" class="button" onClick={onClear}>
          {desk.clearSearch}
        </button>
      )}
    </div>
  );
}
