// A refused act, shown to its author until dealt with: why, what to do, and a copy before it may go.
import { Icon } from "../design/icon";
import { SureButton } from "../design/sure-button";
import { When } from "../design/when";
import { discardLetter, type Letter } from "../store";
import { words } from "../words/en";
import { SaveCopy } from "./save-copy";

export function LetterCard({ letter }: { letter: Letter }) {
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
        <SureButton
          label={words.outbox.discard}
          name={`${words.outbox.discard}: ${about}`}
          onSure={() => void discardLetter(letter.opId)}
        />
      </div>
    </article>
  );
}
