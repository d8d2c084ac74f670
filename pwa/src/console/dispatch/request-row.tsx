// One report in a line: its sign, what, where, what needs an eye, and for how long it has waited.
import { Icon } from "../../design/icon";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { signOf } from "../../design/status-shapes";
import { StatusSign } from "../../design/status-sign";
import type { RequestView } from "../../store/views";
import { desk, requestStatus, shared } from "../../words/staff";
import { whyHere } from "../../words/why-words";
import { jobs } from "./board";
import { jobOf } from "./queues";
import { RowSigns } from "./row-signs";
import { isDoubtful } from "./second-choice";

interface Props {
  request: RequestView;
  selected: boolean;
  now: number;
  onSelect: (id: string) => void;
}

export function RequestRow({ request, selected, now, onSelect }: Props) {
  const job = jobOf(request, jobs.value);
  const flagged = (job?.flags.length ?? 0) > 0;
  return (
    // The listbox takes the keys; an option is only ever clicked.
    <li
      id={`row-${request.id}`}
      class="request-row"
      role="option"
      aria-selected={selected}
      onClick={() => onSelect(request.id)}
    >
      <StatusSign sign={signOf(request.status)} />
      <span class="visually-hidden">{requestStatus(request.status)}</span>
      <span class="row-words">
        <span class="row-what">{serviceName(request.service_code)}</span>
        <span class="row-where">{placeLine(request.place) || shared.noPlace}</span>
      </span>
      {flagged && <Icon name="triangle-alert" label={desk.needsReview} />}
      {isDoubtful(request) && <Icon name="circle-help" label={whyHere.nearBorder} />}
      <RowSigns request={request} job={job} />
      <span class="row-age">{shared.age(request.requested_at, now)}</span>
    </li>
  );
}
