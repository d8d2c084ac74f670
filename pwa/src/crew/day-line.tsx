// The day as a curb line: a stop for each job, the done ones passed. Its words stand beside it.
import type { WorkOrderView } from "../store/views";
import { day } from "../words/crew-day";
import "./day-line.css";

/** More than these would not be told apart on a phone. */
const MOST = 24;

export function DayLine({ closed, open }: { closed: number; open: WorkOrderView[] }) {
  const all = closed + open.length;
  if (all < 2) return null;
  return (
    <div class="day">
      {all <= MOST && (
        <ol class="curb curb-compact day-line" aria-hidden="true">
          {Array.from({ length: all }, (_, i) => (
            <li key={i} class={i < closed ? "passed" : i === closed ? "here" : undefined}>
              <span class="stop" />
            </li>
          ))}
        </ol>
      )}
      <p>{day.stops(closed, all)}</p>
    </div>
  );
}
