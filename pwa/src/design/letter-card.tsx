// A refused act, shown to its author until dealt with: what it said, why it was not taken, and every way on.
import { useState } from "preact/hooks";
import { commentInstead, discardLetter, resendLetter, type Letter } from "../store";
import { words } from "../words/words";
import { Icon } from "./icon";
import { LetterFacts } from "./letter-facts";
import { PhotoFrame } from "./photo-frame";
import { SaveCopy } from "./save-copy";
import { SureButton } from "./sure-button";
import { When } from "./when";

const say = words.letter;

export function LetterCard({ letter }: { letter: Letter }) {
  const about = words.outbox.about(letter.kind, letter.about);
  const { says, todo } = words.codes[letter.code];
  return (
    <article class="card letter stack">
      <h3>{about}</h3>
      <p class="state state-refused">
        <Icon name="octagon-alert" />
        <span>
          {says} {todo}
        </span>
      </p>
      <LetterFacts letter={letter} />
      {letter.words && <blockquote class="letter-words typed">{letter.words}</blockquote>}
      {letter.photos.length > 0 && (
        <div class="letter-photos">
          {letter.photos.map((photo, i) => (
            <PhotoFrame key={photo.id} photo={photo} alt={words.photo.yours(i + 1)} size="small" />
          ))}
        </div>
      )}
      <p class="quiet small">
        {say.refused} <When at={letter.at} />
        {letter.behind > 0 && ` · ${say.behind(letter.behind)}`}
      </p>
      <Ways letter={letter} about={about} />
    </article>
  );
}

function Ways({ letter, about }: { letter: Letter; about: string }) {
  const [failed, setFailed] = useState(false);
  const act = (work: Promise<void>): void => void work.catch(() => setFailed(true));
  const { resend, comment } = letter.ways;
  const form = FORMS[resend ?? "again"]?.(letter);
  return (
    <>
      {failed && (
        <p class="state state-refused" role="alert">
          <Icon name="octagon-alert" />
          {words.full}
        </p>
      )}
      <div class="cluster">
        {form && (
          <a class="button button-primary" href={form} aria-label={`${say.edit}: ${about}`}>
            {say.edit}
          </a>
        )}
        {resend === "again" && (
          <button type="button" class="button button-primary" aria-label={`${say.again}: ${about}`} onClick={() => act(resendLetter(letter, {}, []))}>
            {say.again}
          </button>
        )}
        {comment && (
          <button type="button" class="button" aria-label={`${say.comment}: ${about}`} onClick={() => act(commentInstead(letter, comment))}>
            {say.comment}
          </button>
        )}
        <SaveCopy opId={letter.opId} about={about} />
        <SureButton
          label={words.outbox.discard}
          name={`${words.outbox.discard}: ${about}`}
          {...(letter.behind > 0 ? { ask: say.discardAll(letter.behind) } : {})}
          onSure={() => void discardLetter(letter.opId)}
        />
      </div>
    </>
  );
}

/** The address of the form that mends it. */
const FORMS: Record<string, (letter: Letter) => string> = {
  report: ({ opId }) => `/report?letter=${opId}`,
  closing: ({ opId, on }) => `/crew/jobs/${on.slice("wo/".length)}/close?letter=${opId}`,
  words: ({ opId }) => `/outbox/${opId}`,
};
