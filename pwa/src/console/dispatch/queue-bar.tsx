// The queues with their counts; while somebody searches, the counts are of what was found.
import { desk } from "../../words/staff";
import type { Queues } from "./board";
import { VIEWS, type ViewId } from "./queues";

interface Props {
  found: Queues;
  /** How many acts wait for a supervisor. */
  held: number;
  queue: ViewId;
  onChange: (queue: ViewId) => void;
}

export function QueueBar({ found, held, queue, onChange }: Props) {
  return (
    <div class="queues" role="group" aria-label={desk.queues}>
      {VIEWS.map((id) => (
        <button
          key={id}
          type="button"
          class="queue"
          aria-pressed={id === queue}
          title={desk.queueHint[id]}
          onClick={() => onChange(id)}
        >
          {desk.queue[id]} <span class="queue-count">{desk.number(id === "held" ? held : found[id].length)}</span>
        </button>
      ))}
    </div>
  );
}
