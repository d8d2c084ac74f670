// What this city's desk settled today, each with the way back.
import { Icon } from "../../design/icon";
import { workOrders } from "../../store";
import { desk } from "../../words/staff";
import { conflictWords as say } from "../../words/desk-conflicts";
import type { WorkOrderView } from "../../store/views";
import { putBack } from "./conflict-acts";
import { decidedOn } from "./conflicts";
import { whatOf } from "./news-words";
import { useAct } from "./use-act";

export function ConflictsDecided() {
  // Decisions are a stack: tapped twice, it would take back the one before as well.
  const { act, failed } = useAct();
  const decided = decidedOn(workOrders.value, new Date());
  if (decided.length === 0) return null;
  return (
    <section class="decided stack stack-tight" aria-labelledby="conflicts-decided">
      <h2 id="conflicts-decided">{say.decided}</h2>
      {failed && <p role="alert">{desk.notSaved}</p>}
      <ul class="plain-list stack stack-tight">
        {decided.map(({ job, last }) => {
          const what = nameOf(job);
          return (
            <li key={job.id} class="card decided-one">
              <span class="grow">
                <strong>{what}</strong>
                <span class="quiet">{say.decidedBy(say.decidedHow[last.verdict] ?? last.verdict, last.name || desk.held.by(last.by), last.at)}</span>
                {last.note && <span class="said">{last.note}</span>}
              </span>
              <button
                type="button"
                class="button"
                aria-label={say.putBackName(what)}
                onClick={() => act(() => putBack(job.id, what))}
              >
                <Icon name="undo-2" />
                {say.putBack}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const nameOf = ({ request }: WorkOrderView): string => (request ? whatOf(request) : say.unknown);
