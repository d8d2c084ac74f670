// One ready note while it is written: nothing is kept before it is saved.
import { useState } from "preact/hooks";
import { Choice } from "../../design/choice";
import { TextField } from "../../design/text-field";
import type { NoteWords } from "../../store/note-templates";
import { noteWords as say } from "../../words/notes";

interface Props {
  words: NoteWords;
  busy: boolean;
  /** The server's sentence about what is wrong with it. */
  wrong: string | null;
  onSave: (words: NoteWords) => void;
  onCancel: () => void;
}

export function NoteForm({ words, busy, wrong, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState(words);
  return (
    <form
      class="card stack"
      noValidate
      aria-label={words.title || say.newNote}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSave(draft);
      }}
    >
      {wrong !== null && (
        <p class="notice notice-danger" role="alert">
          {wrong}
        </p>
      )}
      <TextField id="note-title" label={say.name} hint={say.nameHint} longest={60} value={draft.title} onInput={(title) => setDraft({ ...draft, title })} />
      <TextField id="note-text" label={say.text} hint={say.fields} longest={1000} multiline value={draft.text} onInput={(text) => setDraft({ ...draft, text })} />
      <Choice
        id="note-outcome"
        label={say.outcome}
        value={draft.outcome ?? ""}
        options={[["", say.any], ...Object.entries(say.outcomes)]}
        onChange={(outcome) => setDraft({ ...draft, outcome: outcome || null })}
      />
      <div class="cluster">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          {busy ? say.saving : say.save}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {say.cancel}
        </button>
      </div>
    </form>
  );
}
