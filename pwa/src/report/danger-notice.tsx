// Asks about danger when the words sound like it. It interrupts, it never blocks.
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../design/icon";
import { words } from "../words/words";
import { soundsDangerous } from "./danger";

export function DangerNotice({ text }: { text: string }) {
  const dangerous = soundsDangerous(text);
  const alert = useRef<HTMLDivElement>(null);
  const before = useRef(dangerous);
  // While somebody types, the keyboard and the Send bar leave little room: bring it into sight as it comes.
  useLayoutEffect(() => {
    if (dangerous && !before.current) alert.current?.scrollIntoView({ block: "nearest" });
    before.current = dangerous;
  }, [dangerous]);
  return (
    <div role="alert" ref={alert}>
      {dangerous && (
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
