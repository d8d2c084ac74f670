// The decision on a held act: accept it, or refuse it with words for its author.
import { useState } from "preact/hooks";
import { TextField } from "../../design/text-field";
import type { HeldDoc } from "../../store/views";
import { desk } from "../../words/staff";
import { words } from "../../words/words";
import { review, type Review } from "./held-acts";
import { TwoWays } from "./two-ways";
import { focusOn } from "./use-desk";
import { useTyped } from "./use-typed";

const LONGEST = 1000;
const say = desk.held;

export function HeldVerdict({ held, onDone }: { held: HeldDoc; onDone: () => void }) {
  const { text: note, type, key, forget } = useTyped("held", [held.id]);
  const [wrong, setWrong] = useState("");
  const decide = (verdict: Review) => async (): Promise<boolean> => {
    if (verdict === "refuse" && !note.trim()) {
      setWrong(say.noteMissing);
      focusOn("held-note");
      return false;
    }
    await review(held.id, verdict, note.trim(), words.kinds[held.kind] ?? held.kind, key);
    forget();
    return true;
  };
  const onInput = (text: string): void => {
    type(text);
    setWrong("");
  };
  return (
    <section class="decision" aria-label={say.verdict}>
      <TextField id="held-note" label={say.note} hint={say.noteHint} value={note} onInput={onInput} wrong={wrong} longest={LONGEST} />
      <TwoWays
        label={say.verdict}
        onDone={onDone}
        ways={[
          { key: "T", icon: "check", name: say.accept, act: decide("accept") },
          { key: "E", icon: "ban", name: say.refuse, act: decide("refuse") },
        ]}
      />
    </section>
  );
}
