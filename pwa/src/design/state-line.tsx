// Where the phone's own work on a thing stands: words, icon and colour, announced politely.
import type { Progress } from "../store/views";
import { Icon } from "./icon";
import { stateWords } from "./state-words";

export function StateLine({ progress, reference }: { progress: Progress; reference?: string }) {
  const { icon, tone, text } = stateWords(progress, reference);
  return (
    <p class={`state state-${tone}`} role="status">
      <Icon name={icon} />
      <span>{text}</span>
    </p>
  );
}
