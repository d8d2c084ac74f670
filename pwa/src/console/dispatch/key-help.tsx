// What each key does, and a switch for people to whom single keys are a trap.
import { useLayoutEffect, useRef } from "preact/hooks";
import { queueWords } from "../../words/desk-queues";
import { keyWords as say } from "../../words/desk-tools";
import { desk } from "../../words/staff";
import { type Command, KEYS, QUEUE_KEYS } from "./keys";
import { VIEWS } from "./queues";
import { keysOn, turnKeys } from "./use-keys";
import "./key-help.css";

const GROUPS: Record<keyof typeof say.groups, readonly Command[]> = {
  move: ["next", "previous", "mark", "search", "go"],
  act: ["assign", "priority", "merge", "split", "close", "reply", "undo"],
  look: ["views", "map", "help"],
};

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="desk-dialog desk-keys" aria-labelledby="key-help-title" onClose={onClose}>
      <form method="dialog" class="stack">
        <h2 id="key-help-title">{say.title}</h2>
        <div class="key-groups">
          {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
            <section key={group}>
              <h3>{say.groups[group]}</h3>
              <dl>
                {GROUPS[group].map((command) => (
                  <Line key={command} keys={KEYS[command]} means={say.commands[command]} />
                ))}
              </dl>
            </section>
          ))}
          <section>
            <h3>{queueWords.label}</h3>
            <dl>
              {VIEWS.map((id) => (
                <Line key={id} keys={`G ${QUEUE_KEYS[id]}`} means={queueWords.name[id]} />
              ))}
            </dl>
          </section>
          <section class="key-more">
            <h3>{say.also}</h3>
            <dl>
              {say.more.map(([keys, means]) => (
                <Line key={keys} keys={keys} means={means} />
              ))}
            </dl>
          </section>
        </div>
        <label class="check">
          <input type="checkbox" checked={keysOn.value} onChange={(event) => turnKeys(event.currentTarget.checked)} />
          {desk.keysOn}
        </label>
        <button type="submit" class="button button-primary">
          {desk.closeHelp}
        </button>
      </form>
    </dialog>
  );
}

function Line({ keys, means }: { keys: string; means: string }) {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{means}</dd>
    </div>
  );
}
