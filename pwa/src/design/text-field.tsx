// A labelled field with its hint and its mistake in words beside it.
import type { ComponentChildren } from "preact";
import { Icon } from "./icon";

interface Props {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  wrong?: string;
  type?: "text" | "password" | "search" | "digits" | "email";
  autocomplete?: "username" | "current-password" | "street-address" | "email" | "off";
  multiline?: boolean;
  /** The most characters that may be typed. */
  longest?: number;
  /** A button inside the field. */
  children?: ComponentChildren;
}

export function TextField({ id, label, value, onInput, hint, wrong, type, autocomplete, multiline, longest, children }: Props) {
  const common = {
    id,
    value,
    maxLength: longest,
    "aria-invalid": wrong ? ("true" as const) : undefined,
    "aria-describedby": [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined,
    // A login or a password is not a sentence.
    autocapitalize: autocomplete === "username" || autocomplete === "current-password" || type === "email" ? ("none" as const) : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}-wrong`}>
          <Icon name="octagon-alert" />
          {wrong}
        </span>
      )}
      {multiline ? (
        <textarea {...common} rows={3} />
      ) : (
        <div class="password">
          {type === "password" ? (
            <input {...common} type="password" autocomplete={autocomplete} />
          ) : (
            <input {...common} type="text" inputMode={type === "digits" ? "numeric" : type === "search" || type === "email" ? type : undefined} autocomplete={autocomplete} spellcheck={autocomplete !== "current-password" && type !== "email"} />
          )}
          {children}
        </div>
      )}
    </div>
  );
}
