// A button for every key that is no act on a report: those have theirs beside the report.
import { Icon } from "../../design/icon";
import { keyWords } from "../../words/desk-tools";
import { KEYS, type Command } from "./keys";
import { keysOn } from "./use-keys";
import "./command-bar.css";

const SHOWN = ["previous", "next", "mark", "go", "views", "map", "help"] as const;

const ICONS: Partial<Record<Command, string>> = { previous: "arrow-up", next: "arrow-down" };

interface Props {
  canMark: boolean;
  /** Whether the map is shown. */
  map: boolean;
  onAct: (command: Command) => void;
}

export function CommandBar({ canMark, map, onAct }: Props) {
  return (
    <div class="commands">
      {SHOWN.map((command) => (
        <button
          key={command}
          type="button"
          class={`button key-button key-${command}`}
          aria-keyshortcuts={keysOn.value ? KEYS[command] : undefined}
          aria-pressed={command === "map" ? map : undefined}
          disabled={command === "mark" && !canMark}
          title={keyWords.commands[command]}
          onClick={() => onAct(command)}
        >
          {ICONS[command] ? <Icon name={ICONS[command]} label={keyWords.button[command]} /> : keyWords.button[command]}
          {keysOn.value && <kbd aria-hidden="true">{KEYS[command]}</kbd>}
        </button>
      ))}
    </div>
  );
}
