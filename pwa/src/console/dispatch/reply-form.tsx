// A comment that the reporter and the crew read.
import { TextField } from "../../design/text-field";
import { toolWords } from "../../words/desk-tools";
import { reply } from "./deeds";
import { whatOf } from "./naming";
import { NoteChoice } from "./note-choice";
import { filled, readyNotes } from "./notes";
import { ToolForm } from "./tool-form";
import type { ToolProps } from "./tool-props";
import { useTyped } from "./use-typed";

const say = toolWords.reply;
const LONGEST = 1000;

export function ReplyForm({ rows, onDone, onClose }: ToolProps) {
  const { text, type, key, forget } = useTyped("reply", rows.map(({ request }) => request.id));
  const words = text.trim();
  const deed = () => (words ? reply(rows, (row) => filled(words, row), say.done(rows.length, whatOf(rows)), () => crypto.randomUUID()) : null);
  const end = (): void => {
    forget();
    onDone();
  };
  return (
    <ToolForm title={say.title(rows.length)} submit={words ? say.submit(rows.length) : say.missing} disabled={!words} deed={deed} draft={key} onDone={end} onClose={onClose}>
      <NoteChoice notes={readyNotes(null)} onChoose={(ready) => type(rows[0] && rows.length === 1 ? filled(ready, rows[0]) : ready)} />
      <TextField id="tool-text" multiline label={say.text} hint={say.hint} value={text} onInput={type} longest={LONGEST} />
    </ToolForm>
  );
}
