// One message's words, whose they are, and what may be done with them. The server says what is wrong and how it reads.
import { useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { SureButton } from "../../design/sure-button";
import { useAnswer } from "../../design/use-answer";
import { Waiting } from "../../design/waiting";
import { giveUpTemplate, keepTemplate, readTemplate, type TemplateKey, type TemplateWords, type UsedTemplate } from "../../store/templates";
import { messageWords as say } from "../../words/messages";
import { MessageFields } from "./message-fields";
import { MessagePreview } from "./message-preview";
import { usePreview } from "./use-preview";

interface Props {
  chosen: TemplateKey;
  /** What may stand in braces. */
  fields: string[];
  /** What was typed and not saved. */
  draft: TemplateWords | null;
  /** With `of`, no draft any more unless other words were typed than these. */
  onDraft: (draft: TemplateWords | null, of?: TemplateWords | null) => void;
  /** Other words are used now. */
  onChange: () => void;
}

export function MessageEditor(props: Props) {
  const { answer, failed, again, put } = useAnswer("template", () => readTemplate(props.chosen));
  if (answer === null) return <Waiting failed={failed} onAgain={again} />;
  return <Editor {...props} used={answer} onUsed={put} />;
}

function Editor({ chosen, fields, draft, onDraft, onChange, used, onUsed }: Props & { used: UsedTemplate; onUsed: (used: UsedTemplate) => void }) {
  const [said, setSaid] = useState<{ text: string; isWrong: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const words = draft ?? used.words;
  const { preview, failed } = usePreview(chosen, words);
  const own = chosen.service === "*" ? "city" : "service";
  const act = async (ask: () => Promise<UsedTemplate>, done: (now: UsedTemplate) => string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    try {
      const now = await ask();
      onUsed(now);
      onDraft(null, draft);
      onChange();
      setSaid({ text: done(now), isWrong: false });
    } catch (error) {
      setSaid({ text: failedWords(error), isWrong: true });
    }
    setBusy(false);
  };
  const save = (event: Event): void => {
    event.preventDefault();
    if (draft) void act(() => keepTemplate(chosen, words), () => say.saved);
  };
  return (
    <div class="messages-body">
      <form class="card stack" noValidate onSubmit={save}>
        <p class="cluster">
          <span class="tag">{say.whose[used.whose]}</span>
          {draft && <span class="tag messages-unsaved">{say.unsaved}</span>}
        </p>
        {used.whose === "city" && own === "service" && <p class="quiet">{say.inherited}</p>}
        <MessageFields
          words={words}
          names={fields}
          problems={preview?.problems ?? {}}
          onInput={(next) => {
            setSaid(null);
            onDraft(isSame(next, used.words) ? null : next);
          }}
        />
        <div class="cluster">
          <button type="submit" class="button button-primary" aria-disabled={busy || !draft}>
            {busy ? say.saving : say.save}
          </button>
          {draft && (
            <button type="button" class="button" onClick={() => onDraft(null)}>
              {say.discard}
            </button>
          )}
          {used.whose === own && (
            <SureButton
              key={used.beneath}
              label={say.back[used.beneath]}
              ask={say.backAsk}
              icon="undo-2"
              onSure={() => void act(() => giveUpTemplate(chosen), (now) => say.gaveUp[now.whose === "curbline" ? "curbline" : "city"])}
            />
          )}
        </div>
        <div role={said?.isWrong ? "alert" : "status"}>
          {said && <p class={said.isWrong ? "notice notice-danger" : "notice notice-done"}>{said.text}</p>}
        </div>
      </form>
      <MessagePreview shown={preview} failed={failed} locale={chosen.locale} />
    </div>
  );
}

const isSame = (one: TemplateWords, other: TemplateWords): boolean => one.subject === other.subject && one.body === other.body;
