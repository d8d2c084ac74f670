// Words that were typed for what is decided by now or has left this device: they stay in sight until somebody throws them away.
import { Icon } from "../../design/icon";
import { SureButton } from "../../design/sure-button";
import { typedWords as say } from "../../words/desk-typed";
import { forget, leftWords } from "./typed";

export function LeftWords() {
  const left = leftWords.value;
  if (left.length === 0) return null;
  return (
    <div class="notice notice-waiting refused" role="status">
      <Icon name="pencil" />
      <div class="grow">
        <strong>{say.left}</strong> <span class="quiet">{say.leftText}</span>
        <ul class="plain-list">
          {left.map(([key, { text }]) => (
            <li key={key} class="cluster">
              <span class="said">{text}</span>
              <SureButton label={say.drop} name={say.dropName(text)} onSure={() => void forget(key).catch(() => undefined)} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
