// What became of an act otherwise than asked, when the thing it was about is no longer here to say it.
import { answerRead, session, workOrders, type Answer } from "../store";
import { newsOf, sentBut, settledNews } from "../words/field-news";
import { words } from "../words/words";
import { crewName } from "./crew-name";
import { Icon } from "./icon";
import { StateLine } from "./state-line";
import { When } from "./when";

export function AnswerCard({ answer }: { answer: Answer }) {
  const about = words.outbox.about(answer.kind, answer.about);
  // Who did what meanwhile is told to crews and the desk; residents read of no names.
  const told = session.value && newsOf(answer.progress, crewName);
  // What the desk has made of it since.
  const settled = workOrders.value.find(({ id }) => answer.on === `wo/${id}`)?.settled?.at(-1);
  return (
    <article class="card stack stack-tight">
      <h3>{about}</h3>
      {told ? (
        <p class="state state-done" role="status">
          <Icon name="circle-check" />
          <span>{sentBut(told)}</span>
        </p>
      ) : (
        <StateLine progress={answer.progress} />
      )}
      {settled && (
        <p>
          {settledNews(settled)} {settled.note}
        </p>
      )}
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
