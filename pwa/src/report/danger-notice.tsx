// Asks about danger when the words sound like it. It interrupts, it never blocks.
import { Icon } from "../design/icon";
import { words } from "../words/en";
import { soundsDangerous } from "./danger";

export function DangerNotice({ text }: { text: string }) {
  return (
    <div role="alert">
      {soundsDangerous(text) && (
        <div class="notice notice-danger">
          <Icon name="shield-alert" />
          <div class="grow stack stack-tight">
            <strong>{words.danger.title}</strong>
            <p>{words.danger.text}</p>
            <a class="button button-danger" href="tel:911">
              <Icon name="phone" />
              {words.danger.call}
            </a>
          </div>
        </div>
      )}
    </div>
  );
}
