// One report in a line: whether it is selected, its sign, what, where, why somebody should look, and its day.
import { Icon } from "../../design/icon";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { signOf } from "../../design/status-shapes";
import { StatusSign } from "../../design/status-sign";
import { filterWords, queueWords } from "../../words/desk-queues";
import { showDay } from "../../words/numbers";
import { desk, requestStatus, shared } from "../../words/staff";
import type { QueueId } from "./queues";
import { RowSigns } from "./row-signs";
import type { Row } from "./rows";
import "./request-row.css";
import "./desk-list.css";

interface Props {
  row: Row;
  queue: QueueId;
  /** It is the one in detail beside. */
  current: boolean;
  marked: boolean;
  now: number;
  place: number;
  of: number;
  onSelect: (id: string) => void;
  onMark: (id: string, extend: boolean) => void;
}

export function RequestRow({ row: { request, job, due, reasons }, queue, current, marked, now, place, of, onSelect, onMark }: Props) {
  const { id, priority = "normal" } = request;
  const flagged = (job?.flags.length ?? 0) > 0;
  const [reason] = reasons;
  return (
    // The listbox takes the keys; an option is only ever clicked.
    <li
      id={`row-${id}`}
      class="request-row report-row"
      role="option"
      aria-selected={current}
      aria-checked={marked}
      aria-posinset={place}
      aria-setsize={of}
      onClick={(event) => (event.shiftKey || event.ctrlKey || event.metaKey ? onMark(id, event.shiftKey) : onSelect(id))}
    >
      <span
        class="row-check"
        onClick={(event) => {
          event.stopPropagation();
          onMark(id, event.shiftKey);
        }}
      >
        <span class="row-box">{marked && <Icon name="check" />}</span>
      </span>
      <StatusSign sign={signOf(request.status)} />
      <span class="visually-hidden">{requestStatus(request.status)}</span>
      <span class="row-words">
        <span class="row-what">{serviceName(request.service_code)}</span>{" "}
        <span class="row-where">{placeLine(request.place) || shared.noPlace}</span>
      </span>
      {priority !== "normal" && <span class={`row-tag priority-${priority}`}>{filterWords.priorities[priority]}</span>}
      {reason && <span class="row-tag row-reason">{queueWords.reason[reason]}</span>}
      {flagged && <Icon name="triangle-alert" label={desk.needsReview} />}
      <RowSigns request={request} job={job} />
      {due && queue !== "new" ? (
        <span class={due.left < 0 ? "row-age row-late" : "row-age"} title={queueWords.dueOn(showDay(due.day))}>
          {queueWords.due(due.left)}
        </span>
      ) : (
        <span class="row-age">{shared.age(queue === "done" ? request.updated_at : request.requested_at, now)}</span>
      )}
    </li>
  );
}
