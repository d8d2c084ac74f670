// A refused act once more, in other words: what was typed and its photos, as they were, to change and send again.
import { useEffect, useRef, useState } from "preact/hooks";
import { ErrorSummary } from "../design/error-summary";
import { Icon } from "../design/icon";
import { LetterFacts } from "../design/letter-facts";
import { PhotoFrame } from "../design/photo-frame";
import { navigate } from "../design/router";
import { TextField } from "../design/text-field";
import { deleteDraft, getDraft, letterPhotos, letters, putDraft, resendLetter, type Letter } from "../store";
import { words } from "../words/words";
import { NotHere } from "./not-here";
import { TYPED, changesOf, fieldsOf, type Typed } from "./letter-fields";

const LONGEST = 2000;
const say = words.letter;

export function LetterForm({ opId }: { opId: string }) {
  const letter = letters.value.find((one) => one.opId === opId && one.ways.resend === "words");
  return letter ? <Form key={opId} letter={letter} /> : <NotHere />;
}

function Form({ letter }: { letter: Letter }) {
  const { typed, type, dropped, drop, failed, send } = useMending(letter);
  const { says, todo } = words.codes[letter.code];
  return (
    <form class="page stack" onSubmit={(event) => void send(event)}>
      {failed > 0 && <ErrorSummary mistakes={[{ text: words.full }]} attempt={failed} />}
      <a class="back" href="/outbox">
        <Icon name="arrow-left" />
        {words.outbox.title}
      </a>
      <h1>{words.outbox.about(letter.kind, letter.about)}</h1>
      <p>
        {says} {todo}
      </p>
      <LetterFacts letter={letter} />
      {TYPED.filter((name) => name in typed).map((name) => (
        <TextField key={name} id={name} multiline label={say.fields[name] ?? name} value={typed[name] ?? ""} onInput={(text) => type(name, text)} longest={LONGEST} />
      ))}
      {letter.photos
        .filter(({ id }) => !dropped.has(id))
        .map((photo, i) => (
          <div key={photo.id} class="stack stack-tight">
            <PhotoFrame photo={photo} alt={words.photo.yours(i + 1)} size="large" />
            <button type="button" class="button button-quiet" onClick={() => drop(photo.id)}>
              <Icon name="trash-2" />
              {words.report.check.removePhoto(i + 1)}
            </button>
          </div>
        ))}
      <button type="submit" class="button button-primary button-big">
        <Icon name="send" />
        {say.again}
      </button>
    </form>
  );
}

/** What is typed is kept on disk, and sent once however often the button is tapped. */
function useMending(letter: Letter) {
  const key = `letter:${letter.opId}`;
  const [typed, setTyped] = useState<Typed>(() => fieldsOf(letter.args));
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState(0);
  const busy = useRef(false);
  useEffect(() => void getDraft<Typed>(key).then((kept) => kept && setTyped(kept)), [key]);
  const type = (name: string, text: string): void => {
    const next = { ...typed, [name]: text };
    setTyped(next);
    putDraft(key, next).catch(() => undefined);
  };
  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    try {
      const photos = await letterPhotos({ ...letter, photos: letter.photos.filter(({ id }) => !dropped.has(id)) });
      await resendLetter(letter, changesOf(letter.args, typed), photos);
      navigate("/outbox", { replace: true });
      await deleteDraft(key);
    } catch {
      busy.current = false;
      setFailed(failed + 1);
    }
  }
  return { typed, type, dropped, drop: (id: string) => setDropped(new Set([...dropped, id])), failed, send };
}
