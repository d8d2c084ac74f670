// The saved views, one tap each; the keys 1 to 9 open them too.
import { viewWords as say } from "../../words/desk-queues";
import type { Filters } from "./filters";
import { allViews, isOpenView, type SavedView } from "./saved-views";
import { keysOn } from "./use-keys";

const KEYED = 9;

export function ViewBar({ filters, onOpen }: { filters: Filters; onOpen: (view: SavedView) => void }) {
  return (
    <div class="views" role="group" aria-label={say.label}>
      {allViews.value.map((view, i) => {
        const key = keysOn.value && i < KEYED ? String(i + 1) : undefined;
        return (
          <button key={view.name} type="button" class="view-chip" aria-pressed={isOpenView(view, filters)} aria-keyshortcuts={key} onClick={() => onOpen(view)}>
            {key && <kbd aria-hidden="true">{key}</kbd>}
            {view.name}
          </button>
        );
      })}
    </div>
  );
}
