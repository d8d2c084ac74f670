// What each key does, and a switch for people to whom single keys are a trap.
import { useEffect, useRef } from "preact/hooks";
import { desk } from "../../words/staff";
import { COMMANDS, KEYS } from "./keys";
import { keysOn, turnKeys } from "./use-keys";

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="desk-keys" aria-labelledby="key-help-title" onClose={onClose}>
      <form method="dialog" class="stack">
        <h2 id="key-help-title">{desk.helpTitle}</h2>
        <dl>
          {COMMANDS.map((command) => (
            <div key={command}>
              <dt>
                <kbd>{KEYS[command]}</kbd>
              </dt>
              <dd>{desk.commands[command]}</dd>
            </div>
          ))}
        </dl>
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
