// The refused acts on a thing, at the thing itself: nobody has to look for them elsewhere.
import { letters } from "../store";
import { words } from "../words/words";
import { LetterCard } from "./letter-card";

/** `things` as ops name them: `request/ID`, `wo/ID`. */
export function LettersOn({ things }: { things: string[] }) {
  const own = letters.value.filter(({ on }) => things.includes(on));
  if (own.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="letters-here">
      <h2 id="letters-here">{words.outbox.letters}</h2>
      {own.map((letter) => (
        <LetterCard key={letter.opId} letter={letter} />
      ))}
    </section>
  );
}
