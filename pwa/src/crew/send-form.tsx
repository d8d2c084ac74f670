// The frame of what a crew sends from a page of its own: the fields, what kept it from the disk, and one button.
import type { ComponentChildren } from "preact";
import { Icon } from "../design/icon";
import { crew } from "../words/staff";

interface Props {
  icon: string;
  /** What the button says. */
  submit: string;
  busy: boolean;
  failed: boolean;
  onSend: () => void;
  children: ComponentChildren;
}

export function SendForm({ icon, submit, busy, failed, onSend, children }: Props) {
  return (
    <form
      class="stack stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      {failed && (
        <p class="notice notice-danger" role="alert">
          {crew.notSaved}
        </p>
      )}
      <div class="acts">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          <Icon name={icon} />
          {submit}
        </button>
      </div>
    </form>
  );
}
