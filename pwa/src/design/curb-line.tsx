// The curb line: the way of every service request, with four stops. The product's only ornament.
import { words } from "../words/words";
import { curbStops } from "./curb-stops";
import { Icon } from "./icon";

/** `compact` draws the line alone; its words stay for screen readers. */
export function CurbLine({ status, compact }: { status: string; compact?: boolean }) {
  return (
    <ol class={compact ? "curb curb-compact" : "curb"} aria-label={words.stops.label}>
      {curbStops(status).map(({ label, state }) => (
        <li key={label} class={state} aria-current={state === "here" || state === "reached" ? "step" : undefined}>
          <span class="stop">{state === "reached" && <Icon name="check" />}</span>
          <span class="label">{label}</span>
        </li>
      ))}
    </ol>
  );
}
