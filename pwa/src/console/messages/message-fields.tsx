// The subject and the paragraphs, what is wrong with each beside it, and what may stand in braces.
import { TextField } from "../../design/text-field";
import type { TemplatePreview, TemplateWords } from "../../store/templates";
import { messageWords as say } from "../../words/messages";

interface Props {
  words: TemplateWords;
  /** What may stand in braces. */
  names: string[];
  problems: TemplatePreview["problems"];
  onInput: (words: TemplateWords) => void;
}

export function MessageFields({ words, names, problems, onInput }: Props) {
  const wrong = (sentences: string[] | undefined) => (sentences ? { wrong: sentences.join(" ") } : {});
  return (
    <>
      <TextField
        id="message-subject"
        label={say.subject}
        value={words.subject}
        {...wrong(problems.subject)}
        onInput={(subject) => onInput({ ...words, subject })}
      />
      <TextField
        id="message-body"
        label={say.body}
        hint={say.bodyHint}
        multiline
        value={words.body}
        {...wrong(problems.body)}
        onInput={(body) => onInput({ ...words, body })}
      />
      <details>
        <summary>{say.fields}</summary>
        <dl class="messages-fields">
          {names.map((name) => (
            <div key={name}>
              <dt>
                <code>{`{${name}}`}</code>
              </dt>
              <dd>{say.fieldMeanings[name] ?? name}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
