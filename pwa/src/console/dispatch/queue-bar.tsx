// The queues with their counts; while somebody searches, the counts are of what was found.
import { desk } from "../../words/staff";
import type { Queues } from "./board";
import { QUEUES, type QueueId } from "./queues";

interface Props {
  found: Queues;
  queue: QueueId;
  onChange: (queue: QueueId) => void;
}

export function QueueBar({ found, queue, onChange }: Props) {
  return (
    <div class="queues" role="group" aria-label={desk.queues}>
      {QUEUES.map((id) => (
        <button
          key={id}
          type="button"
          class="queue"
          aria-pressed={id === queue}
          title={desk.queueHint[id]}
          onClick={() => onChange(id)}
        >
          {desk.queue[id]} <span class="queue-count">{desk.number(found[id].length)}</span>
        </button>
      ))}
    </div>
  );
}
