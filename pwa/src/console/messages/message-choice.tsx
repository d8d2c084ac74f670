// Which message: when it is sent, about what kind of problem, in which language.
import { Choice } from "../../design/choice";
import { navigate } from "../../design/router";
import type { TemplateKey, Templates } from "../../store/templates";
import { messageWords as say } from "../../words/messages";
import { messageAddress } from "./message-address";

export function MessageChoice({ all, chosen }: { all: Templates; chosen: TemplateKey }) {
  const choose = (part: Partial<TemplateKey>): void => navigate(messageAddress({ ...chosen, ...part }), { replace: true });
  return (
    <div class="messages-choice">
      <Choice
        id="message-state"
        label={say.state}
        value={chosen.state}
        options={all.states.map((state) => [state, say.states[state] ?? state])}
        onChange={(state) => choose({ state })}
      />
      <Choice
        id="message-service"
        label={say.service}
        value={chosen.service}
        options={[["*", say.all], ...all.services.map(({ code, name }): [string, string] => [code, name])]}
        onChange={(service) => choose({ service })}
      />
      <Choice
        id="message-locale"
        label={say.locale}
        value={chosen.locale}
        options={all.locales.map((locale) => [locale, say.locales[locale] ?? locale])}
        onChange={(locale) => choose({ locale })}
      />
    </div>
  );
}
