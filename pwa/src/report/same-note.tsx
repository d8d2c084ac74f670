// At the last step: what was said to be the same, or quietly that something may be.
import { show } from "@sync/protocol/reference";
import { useEffect } from "preact/hooks";
import { Icon } from "../design/icon";
import type { Draft } from "./draft";
import { answerOf, canLook, look, offeredFor } from "./same";
import { words } from "../words/words";

const say = words.nearby;

export function SameNote({ it }: { it: Draft }) {
  const said = answerOf(it);
  const found = offeredFor(it);
  const looks = canLook(it);
  useEffect(() => {
    if (looks) void look(it);
  }, [it, looks]);
  if (said === null || (!said && !found?.length)) return null;
  return (
    <div class="card same-note">
      <Icon name="copy" />
      {said ? (
        <p class="grow">
          {say.chosen} <span class="reference">{show(said)}</span>. {say.chosenText}
        </p>
      ) : (
        <p class="grow">{say.quiet(found?.length ?? 0)}</p>
      )}
      {found && found.length > 0 && (
        <a class="button button-quiet" href="/report?step=same">
          {said ? say.change : say.look}
        </a>
      )}
    </div>
  );
}
