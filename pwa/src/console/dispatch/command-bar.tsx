// Search, and a button for every key.
import { Icon } from "../../design/icon";
import { desk } from "../../words/staff";
import { KEYS, type Command } from "./keys";
import { keysOn } from "./use-keys";

interface Props {
  typed: string;
  canAssign: boolean;
  onType: (typed: string) => void;
  /** Enter or Escape in the search field: on to the list. */
  onSearch: () => void;
  onAct: (command: Command) => void;
}

export function CommandBar({ typed, canAssign, onType, onSearch, onAct }: Props) {
  return (
    <div class="commands">
      <div class="desk-search">
        <Icon name="search" />
        <label for="desk-search" class="visually-hidden">
          {desk.search}
        </label>
        <input
          id="desk-search"
          type="search"
          value={typed}
          placeholder={desk.searchHint}
          aria-keyshortcuts={KEYS.search}
          onInput={(event) => onType(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") onSearch();
          }}
        />
      </div>
      <KeyButton command="previous" name={desk.previous} onAct={onAct} />
      <KeyButton command="next" name={desk.next} onAct={onAct} />
      <KeyButton command="assign" name={desk.assign} onAct={onAct} disabled={!canAssign} />
      <KeyButton command="help" name={desk.help} onAct={onAct} />
    </div>
  );
}

interface KeyButtonProps {
  command: Command;
  name: string;
  disabled?: boolean;
  onAct: (command: Command) => void;
}

function KeyButton({ command, name, disabled, onAct }: KeyButtonProps) {
  return (
    <button
      type="button"
      class={`button key-button key-${command}`}
      aria-keyshortcuts={keysOn.value ? KEYS[command] : undefined}
      disabled={disabled ?? false}
      onClick={() => onAct(command)}
    >
      {name}
      {keysOn.value && <kbd aria-hidden="true">{KEYS[command]}</kbd>}
    </button>
  );
}
