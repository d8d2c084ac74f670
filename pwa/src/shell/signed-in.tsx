// Who is signed in on this phone, and the way out.
import { useState } from "preact/hooks";
import { ErrorSummary } from "../design/error-summary";
import { Icon } from "../design/icon";
import { signOut, type Session } from "../store";
import { words } from "../words/en";
import { problemWords } from "./problem-words";

export function SignedIn({ who }: { who: NonNullable<Session> }) {
  const [wrong, setWrong] = useState("");
  const leave = (): void => {
    signOut().catch((error: unknown) => setWrong(problemWords(error)));
  };
  return (
    <div class="page stack">
      {wrong && <ErrorSummary mistakes={[{ text: wrong }]} attempt={1} />}
      <h1>{words.staff.signedIn}</h1>
      <p class="row">
        <Icon name="user" />
        <span class="grow">
          <strong>{who.name}</strong>
          <br />
          <span class="quiet">{words.staff.role[who.role]}</span>
        </span>
      </p>
      <a class="button button-primary button-big" href={who.role === "crew" ? "/crew" : "/desk"}>
        {words.staff.go}
      </a>
      <button type="button" class="button button-quiet" onClick={leave}>
        <Icon name="log-out" />
        {words.staff.signOut}
      </button>
    </div>
  );
}
