// The queues with their counts; while something makes the list shorter, the counts are of what was found. After G each shows
// its letter.
import { queueWords } from "../../words/desk-queues";
import { showNumber } from "../../words/numbers";
import { QUEUE_KEYS } from "./keys";
import { VIEWS, type ViewId } from "./queues";
import { going, keysOn } from "./use-keys";
import "./queue-bar.css";

interface Props {
  counts: Record<ViewId, number>;
  queue: ViewId;
  onChange: (queue: ViewId) => void;
}

export function QueueBar({ counts, queue, onChange }: Props) {
  return (
    <div class="queues" role="group" aria-label={queueWords.label}>
      {VIEWS.map((id) => (
        <button
          key={id}
          type="button"
          class="queue"
          data-queue={id}
          aria-pressed={id === queue}
          aria-keyshortcuts={keysOn.value ? `G ${QUEUE_KEYS[id]}` : undefined}
          title={queueWords.hint[id]}
          onClick={() => onChange(id)}
        >
          {queueWords.name[id]}{" "}
          {going.value ? <kbd aria-hidden="true">{QUEUE_KEYS[id]}</kbd> : <span class="queue-count">{showNumber(counts[id])}</span>}
        </button>
      ))}
    </div>
  );
}
