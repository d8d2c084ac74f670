// What was decided on held acts: the verdict, the word that came with it, and what the rules made of it.
import { Icon } from "../../design/icon";
import { serviceName } from "../../design/service-name";
import { held, outbox } from "../../store";
import type { HeldDoc } from "../../store/views";
import { heldWords as say } from "../../words/desk-conflicts";
import { desk } from "../../words/staff";
import { words } from "../../words/words";
import { tellDone } from "./done";
import { decideOtherwise } from "./held-acts";
import { thingOf } from "./held-thing";

/** How many are worth looking back at. */
const MOST = 20;

export function HeldDecided() {
  const unsent = new Set(outbox.value.filter(({ kind }) => kind === "op.review").map(({ on }) => on));
  const rows = held.value.filter(({ id, state }) => state !== "waiting" || unsent.has(`op/${id}`)).slice(-MOST).reverse();
  if (rows.length === 0) return null;
  return (
    <section class="decided stack stack-tight" aria-labelledby="held-decided">
      <h2 id="held-decided">{say.decided}</h2>
      <ul class="plain-list stack stack-tight">
        {rows.map((one) => (
          <Decided key={one.id} held={one} unsent={unsent.has(`op/${one.id}`)} />
        ))}
      </ul>
    </section>
  );
}

function Decided({ held: one, unsent }: { held: HeldDoc; unsent: boolean }) {
  const request = thingOf(one);
  const what = [words.kinds[one.kind] ?? one.kind, request && serviceName(request.service_code)].filter(Boolean).join(" · ");
  return (
    <li class="card stack stack-tight">
      <p>
        <strong>{what}</strong>, {desk.held.by(one.by)}
      </p>
      <p class="quiet">{unsent ? say.unsent : `${say.state[one.state] ?? one.state} ${toldOf(one)}`}</p>
      {one.note && <p class="said">{one.note}</p>}
      {one.reviewed && <p class="quiet small">{say.by(one.reviewed.name || desk.held.by(one.reviewed.by), one.reviewed.at)}</p>}
      {(unsent || one.state === "refused") && (
        <button type="button" class="button" aria-label={say.otherwiseName(what)} onClick={() => void decideOtherwise(one.id, what).then(tellDone, () => tellDone(desk.notSaved))}>
          <Icon name="undo-2" />
          {unsent ? say.otherwise : say.afterAll}
        </button>
      )}
    </li>
  );
}

/** What the rules said to an accepted act that they could not take. */
function toldOf({ state, outcome, code }: HeldDoc): string {
  const codes: Record<string, { says: string }> = words.codes;
  return state === "accepted" && outcome === "rejected" ? (codes[code ?? ""]?.says ?? "") : "";
}
