// The reports of a queue, one line each. It holds all that the map shows, and works by keyboard alone.
import { useEffect, useState } from "preact/hooks";
import { desk } from "../../words/staff";
import type { RequestView } from "../../store/views";
import type { QueueId } from "./queues";
import { RequestRow } from "./request-row";

/** Rows drawn at a time: enough for a day, few enough for an old laptop. */
const PAGE = 200;
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };

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
  if (rows.length === 0) return <Nothing queue={queue} typed={typed} onClear={onClear} />;
  const now = Date.now();
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
        {rows.slice(0, shown).map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            selected={request.id === selectedId}
            now={now}
            onSelect={onSelect}
          />
        ))}
      </ul>
      {rows.length > shown && (
        <button type="button" class="button more" onClick={() => setAsked(shown + PAGE)}>
          {desk.more(Math.min(PAGE, rows.length - shown))}
        </button>
      )}
    </>
  );
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
