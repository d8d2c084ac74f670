// A button for what cannot be undone: it asks once more in place, without a window.
import { useState } from "preact/hooks";
import { words } from "../words/words";
import { Icon } from "./icon";

interface Props {
  label: string;
  /** Names the thing for those who hear the page: "Discard: Report: Pothole". */
  name?: string;
  /** What is asked; by default whether it may go for good. */
  ask?: string;
  icon?: string;
  onSure: () => void;
}

export function SureButton({ label, name, ask = words.sure.ask, icon = "trash-2", onSure }: Props) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button type="button" class="button button-quiet" aria-label={name} onClick={() => setAsking(true)}>
        <Icon name={icon} />
        {label}
      </button>
    );
  }
  return (
    <span class="cluster" role="group" aria-label={ask}>
      <span>{ask}</span>
      <button type="button" class="button button-danger" ref={(button) => button?.focus()} onClick={onSure}>
        {words.sure.yes}
      </button>
      <button type="button" class="button" onClick={() => setAsking(false)}>
        {words.sure.no}
      </button>
    </span>
  );
}
