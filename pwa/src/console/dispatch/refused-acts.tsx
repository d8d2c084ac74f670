// What the server did not accept from this desk, with the reason; the outbox holds the rest. What met another's change has a
// screen of its own.
import { crewName } from "../../design/crew-name";
import { Icon } from "../../design/icon";
import { letters } from "../../store";
import { saveWords } from "../../words/desk-conflicts";
import { news } from "../../words/field-news";
import { desk } from "../../words/staff";
import { words } from "../../words/words";
import { isConflict } from "./conflicts";

/** `atConflicts`: the screen shows both sides already. */
export function RefusedActs({ atConflicts }: { atConflicts: boolean }) {
  const met = letters.value.filter(isConflict);
  const refused = letters.value.filter((letter) => !isConflict(letter));
  return (
    <>
      {met[0] && !atConflicts && (
        <div class="notice notice-waiting refused" role="status">
          <Icon name="triangle-alert" />
          <strong class="grow">{saveWords.strip(met.length)}</strong>
          <a class="button" href={`/desk?queue=conflicts&id=${met[0].opId}`}>
            {saveWords.look}
          </a>
        </div>
      )}
      {refused.length > 0 && (
        <div class="notice notice-danger refused" role="status">
          <Icon name="octagon-alert" />
          <div class="grow">
            <strong>{desk.refused(refused.length)}</strong>
            <ul class="plain-list">
              {refused.map((letter) => (
                <li key={letter.opId}>
                  {letter.about}: {news(letter.code, letter.detail, crewName) ?? words.state.refused(letter.code)}
                </li>
              ))}
            </ul>
          </div>
          <a class="button" href="/outbox">
            {desk.openOutbox}
          </a>
        </div>
      )}
    </>
  );
}
