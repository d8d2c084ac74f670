// In the outbox: takes back one act that has not left this phone.
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import type { OutboxRow } from "../store/views";
import { one } from "../words/crew-job";
import { canUndo, undo } from "./undo";

export function UndoRow({ row, about }: { row: OutboxRow; about: string }) {
  const [late, setLate] = useState(false);
  if (late) return <p role="status">{one.tooLate}</p>;
  if (!canUndo(row)) return null;
  const act = (): void =>
    void undo(row).then(
      (to) => (to === null ? setLate(true) : navigate(to)),
      () => setLate(true),
    );
  return (
    <button type="button" class="button button-quiet" aria-label={`${one.undo}: ${about}`} onClick={act}>
      <Icon name="undo-2" />
      {one.undo}
    </button>
  );
}
