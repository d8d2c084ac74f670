// The city's ready notes: a manager adds, changes, orders and removes them; what was removed can be put back.
import "./notes.css";
import { useEffect, useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { Heading } from "../../design/heading";
import { Icon } from "../../design/icon";
import { ManagerPage } from "../../design/manager-page";
import { Waiting } from "../../design/waiting";
import { deleteNote, noteTemplates, putNote, refreshNotes, type NoteTemplate, type NoteWords } from "../../store/note-templates";
import { noteWords as say } from "../../words/notes";
import { NoteForm } from "./note-form";
import { NoteRow } from "./note-row";

interface Said {
  text: string;
  isWrong: boolean;
  /** What was removed, and from where. */
  gone?: NoteTemplate & { position: number };
}

const NEW = "new";
const EMPTY: NoteWords = { title: "", text: "", outcome: null };

export function NotesApp(_: { path: string }) {
  return (
    <ManagerPage title={say.title}>
      <Notes />
    </ManagerPage>
  );
}

function Notes() {
  const [said, setSaid] = useState<Said | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [edited, setEdited] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const notes = noteTemplates.value;
  const read = (): void => void refreshNotes().then(() => setFailed(null), (error: unknown) => setFailed(failedWords(error)));
  useEffect(read, []);
  const act = async (doing: () => Promise<void>, done: Said): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    try {
      await doing();
      setEdited(null);
      setSaid(done);
    } catch (error) {
      setSaid({ text: failedWords(error), isWrong: true });
    }
    setBusy(false);
  };
  const save = (id: string, words: NoteWords): void => void act(() => putNote(id, words), { text: say.saved(words.title.trim()), isWrong: false });
  const edit = (id: string | null): void => {
    setSaid(null);
    setEdited(id);
  };
  const form = (id: string, words: NoteWords) => (
    <NoteForm key={id} words={words} busy={busy} wrong={said?.isWrong ? said.text : null} onSave={(next) => save(id === NEW ? crypto.randomUUID() : id, next)} onCancel={() => edit(null)} />
  );
  return (
    <>
      <Heading text={say.title} />
      <p class="quiet">{say.lead}</p>
      {(notes === null || failed !== null) && <Waiting failed={failed} onAgain={read} />}
      <div class="notes-said" role="status">
        {said && !(said.isWrong && edited) && (
          <p class={said.isWrong ? "notice notice-danger" : "notice notice-done"}>
            {said.text}
            {said.gone && <Undo gone={said.gone} onUndo={(gone) => void act(() => putNote(gone.id, gone), { text: say.back(gone.title), isWrong: false })} />}
          </p>
        )}
      </div>
      {notes?.length === 0 && <p>{say.none}</p>}
      <ol class="notes-list" aria-label={say.list}>
        {notes?.map((note, at) => (
          <li key={note.id}>
            {edited === note.id ? (
              form(note.id, note)
            ) : (
              <NoteRow
                note={note}
                isFirst={at === 0}
                isLast={at === notes.length - 1}
                onMove={(by) => void act(() => putNote(note.id, { ...note, position: at + by }), { text: say.moved(note.title, at + by + 1, notes.length), isWrong: false })}
                onChange={() => edit(note.id)}
                onRemove={() => void act(() => deleteNote(note.id), { text: say.removed(note.title), isWrong: false, gone: { ...note, position: at } })}
              />
            )}
          </li>
        ))}
      </ol>
      {edited === NEW
        ? form(NEW, EMPTY)
        : notes && (
            <button type="button" class="button button-primary" onClick={() => edit(NEW)}>
              <Icon name="plus" />
              {say.add}
            </button>
          )}
    </>
  );
}

function Undo({ gone, onUndo }: { gone: NonNullable<Said["gone"]>; onUndo: (gone: NonNullable<Said["gone"]>) => void }) {
  return (
    <button type="button" class="button" onClick={() => onUndo(gone)}>
      <Icon name="undo-2" />
      {say.undo}
    </button>
  );
}
