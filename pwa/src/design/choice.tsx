// One of several, as the browser's own list: it works by keyboard, finger and voice.
import type { ComponentChildren } from "preact";

interface Props {
  id: string;
  label: string;
  value: string;
  /** Value and words of each. */
  options: [string, string][];
  onChange: (value: string) => void;
  /** What is to be said of the choice. */
  children?: ComponentChildren;
}

export function Choice({ id, label, value, options, onChange, children }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
      {children}
    </div>
  );
}
