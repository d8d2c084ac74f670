// The frame of every act: its title, what is chosen, one button that does it. Enter does it, Escape leaves.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { toolWords as say } from "../../words/desk-tools";
import type { Deed } from "./deeds";
import { perform } from "./done";
import { useAct } from "./use-act";

interface Props {
  title: string;
  submit: string;
  /** Nothing can be done yet; the button says why. */
  disabled?: boolean;
  /** The act as it is chosen now; null while something is missing. */
  deed: () => Deed | null;
  /** Where the words of this form lie until it is sent. */
  draft?: string | undefined;
  onDone: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

export function ToolForm({ title, submit, disabled = false, deed, draft, onDone, onClose, children }: Props) {
  const { act, failed } = useAct();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  // At once: what is typed next is for the form, and no other act of the desk.
  useLayoutEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLElement>("input, textarea, select") ?? [])];
    (fields.find((field) => field instanceof HTMLInputElement && field.checked) ?? fields[0])?.focus();
  }, []);
  const send = (): void =>
    act(async () => {
      const wanted = disabled ? null : deed();
      if (!wanted) return;
      await perform(wanted, draft);
      onDone();
    });
  return (
    <form
      ref={form}
      class="tool-form stack stack-tight"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      {failed && <p role="alert">{say.failed}</p>}
      <div class="cluster">
        <button type="submit" class="button button-primary" disabled={disabled}>
          {submit}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {say.cancel}
        </button>
      </div>
    </form>
  );
}
