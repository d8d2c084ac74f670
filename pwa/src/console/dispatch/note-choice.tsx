// Ready sentences for a note: one is chosen, filled in and may be changed.
import { toolWords } from "../../words/desk-tools";

export interface ReadyNote {
  id: string;
  title: string;
  text: string;
}

export function NoteChoice({ notes, onChoose }: { notes: readonly ReadyNote[]; onChoose: (text: string) => void }) {
  if (notes.length === 0) return null;
  return (
    <div class="field">
      <label for="tool-ready">{toolWords.notes}</label>
      <select
        id="tool-ready"
        class="desk-select"
        value=""
        onChange={(event) => {
          const note = notes.find(({ id }) => id === event.currentTarget.value);
          if (note) onChoose(note.text);
          event.currentTarget.value = "";
        }}
      >
        <option value="">{toolWords.chooseNote}</option>
        {notes.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
