// A refused act, shown to its author until dealt with: why, what to do, and a copy before it may go.
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { When } from "../design/when";
import { discardLetter, type Letter } from "../store";
import { words } from "../words/en";
import { SaveCopy } from "./save-copy";

export function LetterCard({ letter }: { letter: Letter }) {
  const [sure, setSure] = useState(false);
  const about = words.outbox.about(letter.kind, letter.about);
  const { says, todo } = words.codes[letter.code];
  return (
    <article class="card letter stack stack-tight">
      <h3>{about}</h3>
      <p class="state state-refused">
        <Icon name="octagon-alert" />
        <span>
          {says} {todo}
        </span>
      </p>
      <p class="quiet">
        <When at={letter.at} />
      </p>
      <div class="cluster">
        <SaveCopy opId={letter.opId} about={about} />
        {sure ? (
          <span class="cluster" role="group" aria-label={words.outbox.discardSure}>
            <span>{words.outbox.discardSure}</span>
            <button type="button" class="button button-danger" onClick={() => void discardLetter(letter.opId)}>
              {words.outbox.discard}
            </button>
            <button type="button" class="button" onClick={() => setSure(false)}>
              {words.outbox.keep}
            </button>
          </span>
        ) : (
          <button type="button" class="button button-quiet" onClick={() => setSure(true)}>
            <Icon name="trash-2" />
            {words.outbox.discard}
            <span class="visually-hidden">: {about}</span>
          </button>
        )}
      </div>
    </article>
  );
}
