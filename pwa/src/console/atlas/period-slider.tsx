// The months that are looked at: bars of what each held, and two sliders that work by key, finger and mouse.
import { atlasWords as say } from "../../words/atlas";

interface Props {
  /** First day of each month, without gaps, and how many. */
  months: [string, number][];
  /** Months as "2016-03"; "" where a side is open. */
  from: string;
  to: string;
  onChange: (from: string, to: string) => void;
}

const monthOf = (day: string): string => day.slice(0, 7);

export function PeriodSlider({ months, from, to, onChange }: Props) {
  const last = months.length - 1;
  if (last < 1) return null;
  const clamped = (month: string, other: number): number => {
    if (month === "") return other;
    const at = months.findIndex(([day]) => monthOf(day) >= month);
    return at < 0 ? last : at;
  };
  const low = clamped(from, 0);
  const high = Math.max(low, clamped(to, last));
  const most = Math.max(1, ...months.map(([, n]) => n));
  const move = (first: number, second: number): void => {
    const [begin, end] = [Math.min(first, second), Math.max(first, second)];
    onChange(begin === 0 ? "" : monthOf(months[begin]?.[0] ?? ""), end === last ? "" : monthOf(months[end]?.[0] ?? ""));
  };
  const spoken = (at: number): string => say.monthName(...(months[at] ?? ["", 0]));
  return (
    <fieldset class="period">
      <legend>
        {say.period} <strong>{say.span(months[low]?.[0] ?? "", months[high]?.[0] ?? "")}</strong>
      </legend>
      <div class="period-bars" aria-hidden="true">
        {months.map(([day, n], i) => (
          <span key={day} class={i >= low && i <= high ? "period-bar period-in" : "period-bar"} style={{ height: `${Math.max(n ? 6 : 1, (100 * n) / most)}%` }} />
        ))}
      </div>
      <div class="period-ranges">
        <input type="range" aria-label={say.from} min={0} max={last} value={low} aria-valuetext={spoken(low)} onInput={(e) => move(Number(e.currentTarget.value), high)} />
        <input type="range" aria-label={say.to} min={0} max={last} value={high} aria-valuetext={spoken(high)} onInput={(e) => move(low, Number(e.currentTarget.value))} />
      </div>
    </fieldset>
  );
}
