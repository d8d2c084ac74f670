// Everything that is still on this phone: what, when, how big, where it stands, why, and what a person can do.
import { AnswerCard } from "../design/answer-card";
import { AwaitingCard } from "../design/awaiting-card";
import { LetterCard } from "../design/letter-card";
import { lazy } from "../design/lazy";
import { SaveCopy } from "../design/save-copy";
import { StateLine } from "../design/state-line";
import { When } from "../design/when";
import { answers, awaiting, letters, outbox, session, tryNow, type OutboxRow } from "../store";
import { words } from "../words/words";
import { oldestOf } from "../design/oldest";

const UndoRow = lazy(() => import("../crew/undo-row").then((file) => file.UndoRow));
const isCrew = (): boolean => session.value?.role === "crew";

export function Outbox() {
  const rows = outbox.value;
  const oldest = oldestOf(rows);
  return (
    <div class={isCrew() ? "crew stack stack-wide" : "page stack stack-wide"}>
      <div class="stack stack-tight">
        <h1>{words.outbox.title}</h1>
        <p class="quiet">{words.outbox.lead}</p>
        {oldest !== null && <p>{words.outbox.oldest(oldest)}</p>}
      </div>
      {letters.value.length > 0 && (
        <section class="stack" aria-labelledby="letters">
          <h2 id="letters">{words.outbox.letters}</h2>
          <p class="quiet">{words.outbox.lettersLead}</p>
          {letters.value.map((letter) => (
            <LetterCard key={letter.opId} letter={letter} />
          ))}
        </section>
      )}
      {awaiting.value.length > 0 && (
        <section class="stack" aria-labelledby="awaiting">
          <h2 id="awaiting">{words.outbox.awaiting}</h2>
          <p class="quiet">{words.outbox.awaitingLead}</p>
          {awaiting.value.map((letter) => (
            <AwaitingCard key={letter.opId} letter={letter} />
          ))}
        </section>
      )}
      {answers.value.length > 0 && (
        <section class="stack" aria-labelledby="answers">
          <h2 id="answers">{words.outbox.answers}</h2>
          {answers.value.map((answer) => (
            <AnswerCard key={answer.opId} answer={answer} />
          ))}
        </section>
      )}
      {rows.length + letters.value.length + awaiting.value.length === 0 && <p class="card">{words.outbox.empty}</p>}
      {rows.length > 0 && (
        <>
          <button type="button" class="button" onClick={tryNow}>
            {words.outbox.tryNow}
          </button>
          <ol class="plain-list stack">
            {rows.map((row) => (
              <li key={row.opId}>
                <Row row={row} />
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function Row({ row }: { row: OutboxRow }) {
  const about = words.outbox.about(row.kind, row.about);
  return (
    <article class="card stack stack-tight">
      <h2>{about}</h2>
      <p class="quiet">
        {words.outbox.queued} <When at={row.queuedAt} /> · {words.outbox.left(row.photosLeft, row.bytesLeft)}
        {row.tries > 0 && ` · ${words.outbox.tries(row.tries)}`}
      </p>
      {row.triedAt !== null && (
        <p class="quiet">
          {words.outbox.lastTry(row.triedAt)} {row.nextTryAt !== null && words.outbox.nextTry(row.nextTryAt)}
        </p>
      )}
      <StateLine progress={row.progress} />
      <div class="cluster">
        {isCrew() && <UndoRow row={row} about={about} />}
        <SaveCopy opId={row.opId} about={about} />
      </div>
    </article>
  );
}
