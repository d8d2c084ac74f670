// What waits for the desk to settle it, one line each, the longest wait first; below, what was decided today.
import { useEffect } from "preact/hooks";
import { Icon } from "../../design/icon";
import { conflictWords as say } from "../../words/desk-conflicts";
import { shared } from "../../words/staff";
import { conflictName, conflictTitle } from "./conflict-name";
import { ConflictsDecided } from "./conflicts-decided";
import type { Conflict } from "./conflicts";
import { STEPS } from "./steps";

interface Props {
  rows: Conflict[];
  selectedId: string | null;
  onSelect: (id: string) => void;
  onMove: (steps: number) => void;
}

export function ConflictList({ rows, selectedId, onSelect, onMove }: Props) {
  useEffect(() => {
    if (selectedId) document.getElementById(`row-${selectedId}`)?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  return (
    <>
      {rows.length === 0 ? (
        <div class="nothing stack stack-tight" id="desk-list" tabIndex={-1}>
          <h2>{say.empty}</h2>
          <p class="quiet">{say.emptyText}</p>
        </div>
      ) : (
        <ul
          id="desk-list"
          class="plain-list request-list"
          role="listbox"
          tabIndex={0}
          aria-label={say.list}
          aria-activedescendant={rows.some(({ id }) => id === selectedId) ? `row-${selectedId}` : undefined}
          onKeyDown={(event) => {
            const steps = STEPS[event.key];
            if (steps === undefined) return;
            event.preventDefault();
            onMove(steps);
          }}
        >
          {rows.map((conflict) => (
            <Row key={conflict.id} conflict={conflict} selected={conflict.id === selectedId} onSelect={onSelect} />
          ))}
        </ul>
      )}
      <ConflictsDecided />
    </>
  );
}

function Row({ conflict, selected, onSelect }: { conflict: Conflict; selected: boolean; onSelect: (id: string) => void }) {
  const { id, kind, at } = conflict;
  return (
    // The listbox takes the keys; an option is only ever clicked.
    <li id={`row-${id}`} class="request-row" role="option" aria-selected={selected} onClick={() => onSelect(id)}>
      <Icon name={kind === "job" ? "triangle-alert" : "pencil"} />
      <span class="row-words">
        <span class="row-what">{conflictTitle(conflict)}</span>
        <span class="row-where">{conflictName(conflict)}</span>
      </span>
      <span class="row-age">{shared.age(at, Date.now())}</span>
    </li>
  );
}
