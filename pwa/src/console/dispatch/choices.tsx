// One of several, one below the other: the arrows choose, Enter does it.
import type { ComponentChildren } from "preact";
import "./choices.css";

export interface ChoiceOf<T extends string> {
  value: T;
  label: ComponentChildren;
  /** A quiet word beside it. */
  hint?: string | undefined;
}

interface Props<T extends string> {
  /** What it asks. */
  label: string;
  name: string;
  all: readonly ChoiceOf<T>[];
  value: T | null;
  onChange: (value: T) => void;
}

export function Choices<T extends string>({ label, name, all, value, onChange }: Props<T>) {
  return (
    <div class="crew-choices" role="radiogroup" aria-label={label}>
      {all.map((one) => (
        <label key={one.value} class="crew-choice">
          <input type="radio" name={name} checked={one.value === value} onChange={() => onChange(one.value)} />
          <span>
            {one.label} {one.hint && <span class="quiet">{one.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
