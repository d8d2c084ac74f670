// Closing without a crew: how it ended, and what the reporter reads.
import { TextField } from "../../design/text-field";
import { toolWords } from "../../words/desk-tools";
import { outcomes } from "../../words/staff";
import { Choices } from "./choices";
import { close } from "./deeds";
import { LeftOut, stillOpen, withLeft } from "./left-out";
import { whatOf } from "./naming";
import { NoteChoice } from "./note-choice";
import { filled, readyNotes } from "./notes";
import { ToolForm } from "./tool-form";
import type { ToolProps } from "./tool-props";
import { useTyped } from "./use-typed";

const say = toolWords.close;
const LONGEST = 1000;
const WAYS = ["fixed", "not_found", "not_ours", "duplicate"] as const;

export function CloseForm({ rows, onDone, onClose }: ToolProps) {
  const { text: note, type, key, forget, ...typed } = useTyped("close", rows.map(({ request }) => request.id));
  const way = WAYS.find((one) => one === typed.way) ?? "fixed";
  const all = WAYS.map((value) => ({ value, label: outcomes[value].name }));
  const sifted = stillOpen(rows);
  const { able, left } = sifted;
  const said = withLeft(say.done(able.length, whatOf(able)), left);
  const deed = () => close(able, way, (row) => filled(note.trim() || outcomes[way].ready, row), said);
  const end = (): void => {
    forget();
    onDone();
  };
  return (
    <ToolForm title={say.title(able.length || rows.length)} submit={say.submit(able.length || rows.length)} disabled={able.length === 0} deed={deed} draft={key} onDone={end} onClose={onClose}>
      <LeftOut {...sifted} />
      <Choices label={say.how} name="way" all={all} value={way} onChange={typed.choose} />
      <NoteChoice notes={readyNotes(way)} onChoose={(ready) => type(able[0] && able.length === 1 ? filled(ready, able[0]) : ready)} />
      <TextField id="tool-note" multiline label={say.note} hint={say.noteHint(outcomes[way].ready)} value={note} onInput={type} longest={LONGEST} />
    </ToolForm>
  );
}
