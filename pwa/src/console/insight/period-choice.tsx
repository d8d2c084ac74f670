// How far back the numbers go.
import { satisfactionWords as say } from "../../words/satisfaction";

const DAY_MS = 86_400_000;

/** The day, in UTC, so many days before `now`: "2026-10-22". */
export const sinceOf = (days: number, now: number): string => new Date(now - days * DAY_MS).toISOString().slice(0, 10);

export function PeriodChoice({ days, onChange }: { days: string; onChange: (days: string) => void }) {
  return (
    <fieldset class="insight-period">
      <legend class="visually-hidden">{say.period}</legend>
      {Object.entries(say.periods).map(([value, label]) => (
        <label key={value}>
          <input type="radio" name="period" value={value} checked={value === days} onChange={() => onChange(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
