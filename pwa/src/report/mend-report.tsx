// A refused report opens as the draft it was, photos too. A draft that is under way is never written over.
import { useEffect, useState } from "preact/hooks";
import { navigate } from "../design/router";
import { letterPhotos, letters, type Letter } from "../store";
import { words } from "../words/words";
import { draft, isWorthKeeping, openDraft, type Draft } from "./draft";
import { draftOf } from "./draft-of";

export function MendReport({ opId }: { opId: string }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => void mend(opId).then((began) => setAsked(!began)), [opId]);
  if (!asked) return <p class="loading quiet">{words.loading}</p>;
  const other: Draft | null = draft.value;
  return (
    <div class="page stack step">
      <h1>{words.letter.otherDraft}</h1>
      <p>{words.letter.otherDraftText}</p>
      {other && (
        <a class="button button-primary button-big" href={`/report?step=${other.step}`}>
          {words.home.resume}
        </a>
      )}
      <a class="button" href="/outbox">
        {words.nav.outbox}
      </a>
    </div>
  );
}

/** False when another report is under way. */
async function mend(opId: string): Promise<boolean> {
  const letter: Letter | undefined = letters.peek().find((one) => one.opId === opId);
  const now = draft.peek();
  const mine = now?.letter?.letter === opId;
  if (now && !mine && isWorthKeeping(now)) return false;
  if (!letter) navigate("/outbox", { replace: true });
  else {
    const next = mine ? now : draftOf(letter, await letterPhotos(letter), Date.now());
    openDraft(next);
    navigate(`/report?step=${next.step}`, { replace: true });
  }
  return true;
}
