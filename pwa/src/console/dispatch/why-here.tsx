// Why a report lies where it does, and one act that hands it to the second choice's crew.
import { isOpen } from "@sync/protocol/lifecycle";
import { crewName } from "../../design/crew-name";
import { Icon } from "../../design/icon";
import { assignRequest } from "../../store/staff-acts";
import type { RequestView } from "../../store/views";
import { desk } from "../../words/staff";
import { whyHere, whyWords } from "../../words/why-words";
import { isDoubtful, secondChoice } from "./second-choice";
import "./why-here.css";
import { useAct } from "./use-act";

interface Props {
  request: RequestView;
  /** Told the crew's name once it is on disk. */
  onAssigned: (crew: string) => void;
}

export function WhyHere({ request, onAssigned }: Props) {
  const { act, failed } = useAct();
  const { route, status } = request;
  if (!route) return null;
  const second = secondChoice(request);
  const name = crewName(second);
  const isUnsure = isDoubtful(request) || route.crew_id == null;
  const handOver = (): void =>
    act(async () => {
      if (second === null) return;
      await assignRequest(request.id, second);
      onAssigned(name);
    });
  return (
    <div class="stack stack-tight">
      <p class={isUnsure ? "why why-open" : "why"}>
        <Icon name={isUnsure ? "circle-help" : "route"} />
        <span>{whyWords(route, crewName(route.crew_id ?? null), crewName(route.second_crew_id ?? null))}</span>
      </p>
      {name && isOpen("request", status) && (
        <button type="button" class="button" onClick={handOver}>
          {whyHere.handOver(name)}
        </button>
      )}
      {failed && <p role="alert">{desk.notSaved}</p>}
    </div>
  );
}
