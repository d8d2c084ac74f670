// Takes back the last closing or correction of a job while it has not left this phone; afterwards there is something else.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { outbox } from "../store";
import { one } from "../words/crew-job";
import { canUndo, undo } from "./undo";

const ENDS: ReadonlySet<string> = new Set(["wo.close", "wo.correct"]);

export function UndoButton({ on, otherwise }: { on: string; otherwise: ComponentChildren }) {
  const [state, setState] = useState<"idle" | "busy" | "late">("idle");
  const row = outbox.value.findLast((each) => each.on === on && ENDS.has(each.kind) && canUndo(each));
  if (!row)
    return (
      <>
        {state === "late" && <p role="status">{one.tooLate}</p>}
        {otherwise}
      </>
    );
  const act = (): void => {
    setState("busy");
    void undo(row).then(
      (to) => (to === null ? setState("late") : navigate(to)),
      () => setState("late"),
    );
  };
  return (
    <button type="button" class="button" aria-disabled={state === "busy"} onClick={act}>
      <Icon name="undo-2" />
      {state === "busy" ? one.undoing : one.undo}
    </button>
  );
}
