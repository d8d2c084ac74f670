// What is wrong with a form, on top, with the focus on it and a link to each field.
import { useEffect, useRef } from "preact/hooks";
import { words } from "../words/words";
import { Icon } from "./icon";

export interface Mistake {
  /** The id of the field; none when no field can mend it. */
  field?: string;
  text: string;
}

/** Draws nothing without mistakes. `attempt` counts the tries, so that each new try brings the focus back. */
export function ErrorSummary({ mistakes, attempt }: { mistakes: Mistake[]; attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  const first = mistakes[0]?.text;
  useEffect(() => {
    if (first) box.current?.focus();
  }, [first, attempt]);
  if (!mistakes.length) return null;
  return (
    <div class="notice notice-danger" role="alert" tabIndex={-1} ref={box}>
      <Icon name="octagon-alert" />
      <div class="grow">
        <strong>{words.report.summary}</strong>
        <ul class="plain-list">
          {mistakes.map(({ field, text }) => (
            <li key={text}>{field ? <a href={`#${field}`} onClick={(event) => focusOn(event, field)}>{text}</a> : text}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function focusOn(event: Event, field: string): void {
  event.preventDefault();
  document.getElementById(field)?.focus();
}
