// The words of messages: one is chosen by when, kind of problem and language, changed beside its preview, and saved.
import "./messages.css";
import { useState } from "preact/hooks";
import { Heading } from "../../design/heading";
import { ManagerPage } from "../../design/manager-page";
import { queryValue } from "../../design/router";
import { useAnswer } from "../../design/use-answer";
import { Waiting } from "../../design/waiting";
import { listTemplates, type TemplateKey, type Templates, type TemplateWords } from "../../store/templates";
import { messageWords as say } from "../../words/messages";
import { MessageChoice } from "./message-choice";
import { MessageEditor } from "./message-editor";
import { OwnList } from "./own-list";
import { messageAddress } from "./message-address";

export function MessagesApp(_: { path: string }) {
  return (
    <ManagerPage title={say.title}>
      <Messages />
    </ManagerPage>
  );
}

function Messages() {
  const { answer, failed, again } = useAnswer("templates", listTemplates);
  // What was typed and not saved stays while another message is looked at.
  const [drafts, setDrafts] = useState<ReadonlyMap<string, TemplateWords>>(new Map());
  const chosen = answer && chosenOf(answer);
  const address = chosen ? messageAddress(chosen) : "";
  const keepDraft = (draft: TemplateWords | null, of: TemplateWords | null = null): void =>
    setDrafts((now) => {
      // What was typed while other words were being saved is not saved yet.
      if (draft === null && of !== null && now.get(address) !== of) return now;
      const next = new Map(now);
      if (draft) next.set(address, draft);
      else next.delete(address);
      return next;
    });
  return (
    <>
      <Heading text={say.title} />
      <p class="quiet">{say.lead}</p>
      {(answer === null || failed !== null) && <Waiting failed={failed} onAgain={again} />}
      {answer && chosen && (
        <>
          <MessageChoice all={answer} chosen={chosen} />
          <MessageEditor key={address} chosen={chosen} fields={answer.fields} draft={drafts.get(address) ?? null} onDraft={keepDraft} onChange={again} />
          <OwnList all={answer} />
        </>
      )}
    </>
  );
}

/** The message that the address names, as far as it does. */
function chosenOf(all: Templates): TemplateKey {
  const one = (name: string, of: string[], otherwise: string): string => {
    const asked = queryValue(name);
    return asked !== null && of.includes(asked) ? asked : otherwise;
  };
  return {
    state: one("when", all.states, "resolved"),
    service: one("kind", all.services.map(({ code }) => code), "*"),
    locale: one("language", all.locales, "en"),
  };
}
