// Above the list: how many are selected of how many found, and selecting all of them.
import { markWords as say } from "../../words/desk-queues";
import { clearMarks, markAll, marks } from "./marks";
import type { Row } from "./rows";

interface Props {
  rows: readonly Row[];
  wide: boolean;
  onAct: () => void;
}

export function MarkBar({ rows, wide, onAct }: Props) {
  const chosen = marks.value;
  const here = chosen.size === 0 ? 0 : rows.reduce((sum, { request }) => sum + (chosen.has(request.id) ? 1 : 0), 0);
  const elsewhere = chosen.size - here;
  return (
    <div class="mark-bar">
      <p role="status">
        {chosen.size === 0 ? say.found(rows.length) : say.count(here, rows.length)}
        {elsewhere > 0 && ` ${say.elsewhere(elsewhere)}`}
      </p>
      {here < rows.length && (
        <button type="button" class="button button-quiet" aria-keyshortcuts="Control+A" onClick={() => markAll(rows.map(({ request }) => request.id))}>
          {say.all(rows.length)}
        </button>
      )}
      {chosen.size > 0 && !wide && (
        <button type="button" class="button button-primary" onClick={onAct}>
          {say.act(chosen.size)}
        </button>
      )}
      {chosen.size > 0 && (
        <button type="button" class="button button-quiet" aria-label={say.clearName} onClick={clearMarks}>
          {say.clear}
        </button>
      )}
    </div>
  );
}
