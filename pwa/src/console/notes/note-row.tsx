// One ready note as it is read, with what a manager can do with it. Each button says which note it is about.
import type { NoteTemplate } from "../../store/note-templates";
import { Icon } from "../../design/icon";
import { noteWords as say } from "../../words/notes";

interface Props {
  note: NoteTemplate;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  onChange: () => void;
  onRemove: () => void;
}

export function NoteRow({ note, isFirst, isLast, onMove, onChange, onRemove }: Props) {
  return (
    <article class="card notes-one">
      <div class="stack stack-tight">
        <h2>{note.title}</h2>
        <p>{note.text}</p>
        <p>
          <span class="tag">{note.outcome === null ? say.any : (say.outcomes[note.outcome] ?? note.outcome)}</span>
        </p>
      </div>
      <div class="cluster">
        <button type="button" class="button button-icon" aria-label={say.of(say.up, note.title)} title={say.up} disabled={isFirst} onClick={() => onMove(-1)}>
          <Icon name="arrow-up" />
        </button>
        <button type="button" class="button button-icon" aria-label={say.of(say.down, note.title)} title={say.down} disabled={isLast} onClick={() => onMove(1)}>
          <Icon name="arrow-down" />
        </button>
        <button type="button" class="button" aria-label={say.of(say.change, note.title)} onClick={onChange}>
          <Icon name="pencil" />
          {say.change}
        </button>
        <button type="button" class="button" aria-label={say.of(say.remove, note.title)} onClick={onRemove}>
          <Icon name="trash-2" />
          {say.remove}
        </button>
      </div>
    </article>
  );
}
