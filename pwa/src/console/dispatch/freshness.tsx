// How fresh the desk is: as of when, and that there is no connection where there is none. What is done then waits.
import { Icon } from "../../design/icon";
import { connection, outbox, syncedAt, updating } from "../../store";
import { freshWords as say } from "../../words/desk-live";
import { shared } from "../../words/staff";

export function Freshness() {
  const cut = connection.value === "offline" || connection.value === "unreachable";
  const unsent = outbox.value.length;
  // The time goes on by itself: only that the connection broke is said aloud.
  return (
    <p class={cut ? "freshness freshness-cut" : "freshness"}>
      {cut && <Icon name="cloud-off" />}
      <span>
        {shared.asOf(syncedAt.value)}
        <span role="status">{cut && `. ${say[connection.value === "offline" ? "offline" : "unreachable"]}`}</span>
        {updating.value && ` · ${shared.updating}`}
      </span>
      {unsent > 0 && <a href="/outbox">{say.unsent(unsent)}</a>}
    </p>
  );
}
