// The reports of a queue, one line each. It holds all that the map shows, and works by keyboard alone.
import { queueWords, filterWords } from "../../words/desk-queues";
import { desk } from "../../words/staff";
import { markAll, marks, markTo, toggleMark } from "./marks";
import type { QueueId } from "./queues";
import { RequestRow } from "./request-row";
import type { Row } from "./rows";
import { STEPS } from "./steps";
import { useWindow } from "./use-window";

/** Of a row, in CSS pixels, as in desk-list.css. */
const HEIGHT = { wide: 32, narrow: 60 };

interface Props {
  rows: Row[];
  queue: QueueId;
  narrowed: boolean;
  wide: boolean;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onMove: (steps: number, extend: boolean) => void;
  onOpen: () => void;
  onClear: () => void;
}

export function RequestList({ rows, queue, narrowed, wide, selectedId, onSelect, onMove, onOpen, onClear }: Props) {
  const at = selectedId === null ? -1 : rows.findIndex(({ request }) => request.id === selectedId);
  const { list, first, last, before, after } = useWindow(rows.length, wide ? HEIGHT.wide : HEIGHT.narrow, at);
  if (rows.length === 0) return <Nothing queue={queue} narrowed={narrowed} onClear={onClear} />;
  const ids = (): string[] => rows.map(({ request }) => request.id);
  const mark = (id: string, extend: boolean): void => (extend ? markTo(ids(), id) : toggleMark(id));
  const chosen = marks.value;
  const now = Date.now();
  const isDrawn = at >= first && at < last;
  return (
    <ul
      ref={list}
      id="desk-list"
      class="plain-list request-list"
      role="listbox"
      aria-multiselectable="true"
      tabIndex={0}
      aria-label={desk.list(queueWords.name[queue])}
      aria-activedescendant={isDrawn ? `row-${selectedId}` : undefined}
      style={{ paddingTop: before, paddingBottom: after }}
      onKeyDown={(event) => {
        const steps = STEPS[event.key];
        if (steps !== undefined) onMove(steps, event.shiftKey);
        else if (event.key === " " && selectedId) mark(selectedId, event.shiftKey);
        else if (event.key === "Enter" && selectedId) onOpen();
        else if (event.key === "a" && (event.ctrlKey || event.metaKey)) markAll(ids());
        else return;
        event.preventDefault();
      }}
    >
      {rows.slice(first, last).map((row, i) => (
        <RequestRow
          key={row.request.id}
          row={row}
          queue={queue}
          current={row.request.id === selectedId}
          marked={chosen.has(row.request.id)}
          now={now}
          place={first + i + 1}
          of={rows.length}
          onSelect={onSelect}
          onMark={mark}
        />
      ))}
    </ul>
  );
}

function Nothing({ queue, narrowed, onClear }: { queue: QueueId; narrowed: boolean; onClear: () => void }) {
  return (
    <div class="nothing stack stack-tight" id="desk-list" tabIndex={-1}>
      <h2>{narrowed ? filterWords.nothing : queueWords.empty[queue]}</h2>
      <p class="quiet">{narrowed ? filterWords.nothingText : queueWords.emptyText[queue]}</p>
      {narrowed && (
        <button type="button" class="button" onClick={onClear}>
          {filterWords.clear}
        </button>
      )}
    </div>
  );
}
