// How well it was done, in one tap, and words if one likes. The last answer counts, and can be changed.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { TextField } from "../design/text-field";
import type { RequestView } from "../store/views";
import { rateReport } from "../store/reporter-acts";
import { mine } from "../words/mine";
import { Failed } from "./failed";
import { useFocus } from "../design/use-focus";
import { useKept } from "./use-kept";
import { useOnce } from "./use-once";
import { ratingOf } from "./verdict";

const say = mine.fixed;
const FACES = ["angry", "frown", "meh", "smile", "laugh"];
const LONGEST = 1000;

interface Props {
  request: RequestView;
  /** Whether they said that it is fixed. */
  isYes: boolean;
  isTapped: boolean;
  /** What is asked before that. */
  ask: ComponentChildren;
  onNo: () => void;
}

export function HowWell({ request, isYes, isTapped, ask, onNo }: Props) {
  const [again, setAgain] = useState(false);
  const { once, failed } = useOnce();
  const rating = ratingOf(request);
  const [acted, setActed] = useState(isTapped);
  const isSaid = rating !== null && !again;
  const title = useFocus(acted || isTapped, isSaid);
  if (!rating && !isYes) return ask;
  const choose = (isAgain: boolean): void => {
    setActed(true);
    setAgain(isAgain);
  };
  const rate = (stars: number): void =>
    once(async () => {
      await rateReport(request.id, stars, rating?.text ?? "", null);
      choose(false);
    });
  return (
    <section class="card stack verdict" aria-labelledby="how-well">
      {rating && isSaid ? (
        <>
          <div role="status">
            <h2 id="how-well" class="cluster" ref={title} tabIndex={-1}>
              <Icon name={FACES[rating.stars - 1] ?? "circle-check"} />
              {say.said(say.answers[rating.stars] ?? "")}
            </h2>
            <p class="quiet">{say.thanks}</p>
          </div>
          {!rating.text && <MoreWords requestId={request.id} stars={rating.stars} />}
          {rating.text && <p class="typed">{rating.text}</p>}
          <button type="button" class="button" onClick={() => choose(true)}>
            {say.another}
          </button>
        </>
      ) : (
        <>
          <div>
            <h2 id="how-well" ref={title} tabIndex={-1}>
              {say.how}
            </h2>
            <p class="quiet">{say.howText}</p>
          </div>
          <Faces chosen={rating?.stars ?? 0} onChoose={rate} />
        </>
      )}
      <Failed text={failed} />
      <button type="button" class="button button-quiet" onClick={onNo}>
        {say.notAfterAll}
      </button>
    </section>
  );
}

function Faces({ chosen, onChoose }: { chosen: number; onChoose: (stars: number) => void }) {
  return (
    <div class="faces" role="group" aria-labelledby="how-well">
      {FACES.map((face, i) => (
        <button key={face} type="button" class="tile face" aria-pressed={chosen === i + 1} onClick={() => onChoose(i + 1)}>
          <Icon name={face} />
          {say.answers[i + 1]}
        </button>
      ))}
    </div>
  );
}

function MoreWords({ requestId, stars }: { requestId: string; stars: number }) {
  const key = `rate:${requestId}`;
  const kept = useKept(key, "");
  const { once, failed } = useOnce();
  const submit = (event: Event): void => {
    event.preventDefault();
    once(async () => {
      const text = (await kept.settled()).trim();
      if (text) await rateReport(requestId, stars, text, key);
    });
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <TextField id="rate-words" multiline label={say.comment} hint={say.commentHint} value={kept.value} longest={LONGEST} onInput={(typed) => void kept.put(() => typed).catch(() => undefined)} />
      <Failed text={failed} />
      {kept.value.trim() && (
        <button type="submit" class="button button-primary">
          {say.addComment}
        </button>
      )}
    </form>
  );
}
