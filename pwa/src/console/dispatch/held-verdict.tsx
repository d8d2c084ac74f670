// The decision on a held act: accept it, or refuse it with words for its author.
import { useRef, useState } from "preact/hooks";
import { Icon } from "../../design/icon";
import { TextField } from "../../design/text-field";
import { reviewHeld } from "../../store/staff-acts";
import type { HeldDoc } from "../../store/views";
import { words } from "../../words/words";
import { desk } from "../../words/staff";
import { focusOn } from "./use-desk";

const LONGEST = 1000;
const say = desk.held;

export function HeldVerdict({ held, onDone }: { held: HeldDoc; onDone: (sentence: string) => void }) {
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState("");
  const running = useRef(false);
  const decide = async (verdict: "accept" | "refuse"): Promise<void> => {
    if (running.current) return;
    if (verdict === "refuse" && !note.trim()) {
      setWrong(say.noteMissing);
      return focusOn("held-note");
    }
    running.current = true;
    try {
      await reviewHeld(held.id, verdict, note.trim());
      onDone(say.decided[verdict](words.kinds[held.kind] ?? held.kind));
      focusOn("desk-list");
    } catch {
      setWrong(desk.notSaved);
    } finally {
      running.current = false;
    }
  };
  const type = (text: string): void => {
    setNote(text);
    setWrong("");
  };
  return (
    <section class="stack stack-tight" aria-label={say.verdict}>
      <TextField id="held-note" multiline label={say.note} hint={say.noteHint} value={note} onInput={type} wrong={wrong} longest={LONGEST} />
      <div class="cluster">
        <button type="button" class="button button-primary" onClick={() => void decide("accept")}>
          <Icon name="check" />
          {say.accept}
        </button>
        <button type="button" class="button" onClick={() => void decide("refuse")}>
          <Icon name="ban" />
          {say.refuse}
        </button>
      </div>
    </section>
  );
}
