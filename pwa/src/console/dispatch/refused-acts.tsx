// What the server did not accept from this desk, with the reason; the outbox holds the rest.
import { crewName } from "../../design/crew-name";
import { Icon } from "../../design/icon";
import { letters } from "../../store";
import { news } from "../../words/field-news";
import { words } from "../../words/words";
import { desk } from "../../words/staff";

export function RefusedActs() {
  if (letters.value.length === 0) return null;
  return (
    <div class="notice notice-danger refused" role="status">
      <Icon name="octagon-alert" />
      <div class="grow">
        <strong>{desk.refused(letters.value.length)}</strong>
        <ul class="plain-list">
          {letters.value.map((letter) => (
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
  );
}
