// Who is signed in on this phone, and the way out. What is not sent yet is never dropped on the way.
import { useState } from "preact/hooks";
import { ErrorSummary } from "../design/error-summary";
import { Icon } from "../design/icon";
import { awaiting, letters, outbox, signOut, type Session } from "../store";
import { day } from "../words/crew-day";
import { words } from "../words/words";
import { problemWords } from "./problem-words";

const say = words.staff;

export function SignedIn({ who }: { who: NonNullable<Session> }) {
  const [wrong, setWrong] = useState("");
  const [asking, setAsking] = useState(false);
  const leave = (keepUnsent: boolean): void => {
    signOut(keepUnsent).catch((error: unknown) => {
      if (isUnsent(error)) setAsking(true);
      else setWrong(problemWords(error));
    });
  };
  return (
    <div class="page stack">
      {wrong && <ErrorSummary mistakes={[{ text: wrong }]} attempt={1} />}
      <h1>{say.signedIn}</h1>
      <p class="row">
        <Icon name="user" />
        <span class="grow">
          <strong>{who.name}</strong>
          <br />
          <span class="quiet">{say.role[who.role]}</span>
        </span>
      </p>
      <a class="button button-primary button-big" href={who.role === "crew" ? "/crew" : "/desk"}>
        {say.go}
      </a>
      {asking ? (
        <Unsent isCrew={who.role === "crew"} onLeave={() => leave(true)} onStay={() => setAsking(false)} />
      ) : (
        <button type="button" class="button button-quiet" onClick={() => leave(false)}>
          <Icon name="log-out" />
          {say.signOut}
        </button>
      )}
    </div>
  );
}

const isUnsent = (error: unknown): boolean => error instanceof Error && error.message === "unsent_work";

/** A crew's way out is the end of its shift: there it leaves when all is received, or lies in a file of its own as well. */
function Unsent({ isCrew, onLeave, onStay }: { isCrew: boolean; onLeave: () => void; onStay: () => void }) {
  const unsent = outbox.value.length + letters.value.length + awaiting.value.length;
  return (
    <section class="card stack" aria-labelledby="unsent" role="alert">
      <h2 id="unsent">{say.unsent(unsent)}</h2>
      <p>{isCrew ? day.end.why : say.unsentText}</p>
      <a class="button button-primary" href="/outbox">
        {say.sendFirst}
      </a>
      {isCrew ? (
        <a class="button" href="/crew/end">
          {day.end.title}
        </a>
      ) : (
        <button type="button" class="button" onClick={onLeave}>
          {say.leaveKept}
        </button>
      )}
      <button type="button" class="button button-quiet" onClick={onStay}>
        {say.stay}
      </button>
    </section>
  );
}
