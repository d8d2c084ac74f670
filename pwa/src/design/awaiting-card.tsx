// An act that a supervisor looks at first: what it said, and why it waits.
import type { Letter } from "../store";
import { words } from "../words/words";
import { Icon } from "./icon";
import { When } from "./when";

export function AwaitingCard({ letter }: { letter: Letter }) {
  const { says, todo } = words.codes[letter.code];
  return (
    <article class="card stack stack-tight">
      <h3>{words.outbox.about(letter.kind, letter.about)}</h3>
      <p class="state state-saved">
        <Icon name="hourglass" />
        <span>
          {says} {todo}
        </span>
      </p>
      {letter.words && <blockquote class="letter-words typed">{letter.words}</blockquote>}
      <p class="quiet small">
        {words.outbox.queued} <When at={letter.at} />
      </p>
    </article>
  );
}
