// A decision between two ways: a button and a key for each.
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../design/icon";
import { desk } from "../../words/staff";
import { isOurs } from "./keys";
import { useAct } from "./use-act";
import { focusOn } from "./use-desk";
import { keysOn } from "./use-keys";

export interface Way {
  key: string;
  icon: string;
  name: string;
  /** What comes of it, in a sentence. */
  hint?: string;
  disabled?: boolean;
  /** false: it was not done, and something else on the screen says why. */
  act: () => Promise<boolean | void>;
}

export function TwoWays({ label, ways, onDone }: { label: string; ways: Way[]; onDone: () => void }) {
  const { act, failed } = useAct();
  const choose = (way: Way): void =>
    act(async () => {
      if (way.disabled || (await way.act()) === false) return;
      onDone();
      focusOn("desk-list");
    });
  const latest = useRef<(key: string) => boolean>(() => false);
  latest.current = (key) => {
    const way = ways.find((one) => one.key === key.toUpperCase());
    if (way) choose(way);
    return way !== undefined;
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? (event.target as HTMLElement & { type?: string }) : null;
      // Held a moment too long, it would decide the next one too, which nobody has read.
      if (event.repeat || event.defaultPrevented || !keysOn.value || document.querySelector("dialog[open]") || !isOurs(event, target)) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <div class="two-ways" role="group" aria-label={label}>
      {ways.map((way, i) => (
        <div key={way.key}>
          <button
            type="button"
            class={i === 0 ? "button button-primary" : "button"}
            aria-keyshortcuts={keysOn.value ? way.key : undefined}
            disabled={way.disabled ?? false}
            onClick={() => choose(way)}
          >
            <Icon name={way.icon} />
            {way.name}
            {keysOn.value && <kbd aria-hidden="true">{way.key}</kbd>}
          </button>
          {way.hint && <p class="quiet small">{way.hint}</p>}
        </div>
      ))}
      {failed && <p role="alert">{desk.notSaved}</p>}
    </div>
  );
}
