// What became of an act otherwise than asked, when the thing it was about is no longer here to say it.
import { answerRead, type Answer } from "../store";
import { words } from "../words/words";
import { StateLine } from "./state-line";
import { When } from "./when";

export function AnswerCard({ answer }: { answer: Answer }) {
  const about = words.outbox.about(answer.kind, answer.about);
  return (
    <article class="card stack stack-tight">
      <h3>{about}</h3>
      <StateLine progress={answer.progress} />
      <p class="quiet small">
        <When at={answer.at} />
      </p>
      <button
        type="button"
        class="button button-quiet"
        aria-label={`${words.outbox.answerRead}: ${about}`}
        onClick={() => void answerRead(answer.opId)}
      >
        {words.outbox.answerRead}
      </button>
    </article>
  );
}
