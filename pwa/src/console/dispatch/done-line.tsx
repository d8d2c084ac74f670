// The foot of the desk: what was done last, how to take it back, and what of it the server did not take.
import { crewName } from "../../design/crew-name";
import { Icon } from "../../design/icon";
import { doneWords } from "../../words/desk-tools";
import { news } from "../../words/field-news";
import { words } from "../../words/words";
import { done, refusedOfLast, undoLast } from "./done";
import { KEYS } from "./keys";
import { keysOn } from "./use-keys";

export function DoneLine() {
  const last = done.value;
  return (
    <div class="done-line" data-said={last !== null}>
      <p class="done-said" role="status">
        {last && <Icon name={last.undo ? "check" : "info"} />}
        {last?.said}
      </p>
      <Refused />
      {last?.undo && (
        <button type="button" class="button" aria-keyshortcuts={keysOn.value ? KEYS.undo : undefined} onClick={() => void undoLast()}>
          <Icon name="undo-2" />
          {doneWords.undo}
          {keysOn.value && <kbd aria-hidden="true">{KEYS.undo}</kbd>}
        </button>
      )}
    </div>
  );
}

/** Said once a reason: fifty of one kind are one sentence. */
function Refused() {
  const letters = refusedOfLast.value;
  if (letters.length === 0) return null;
  const why = new Set(letters.map(({ code, detail }) => news(code, detail, crewName) ?? words.state.refused(code)));
  return (
    <p class="done-refused" role="alert">
      <Icon name="octagon-alert" />
      {doneWords.refused(letters.length, done.value?.opIds.length ?? letters.length)} {[...why].join(" ")}
    </p>
  );
}
