// Requests in view, one a line, the newest first. It holds what the map shows, and works by keyboard alone.
import { serviceName } from "../../design/service-name";
import { signOf } from "../../design/status-shapes";
import { StatusSign } from "../../design/status-sign";
import type { ListedRequest } from "../../store/atlas";
import { atlasWords as say } from "../../words/atlas";
import { requestStatus } from "../../words/staff";
import { words } from "../../words/words";

interface Props {
  rows: ListedRequest[];
  selected: string;
  onSelect: (row: ListedRequest) => void;
}

export function RequestRows({ rows, selected, onSelect }: Props) {
  return (
    <ul class="plain-list atlas-rows" aria-label={say.list}>
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" class="atlas-row" aria-pressed={row.reference === selected} onClick={() => onSelect(row)}>
            <StatusSign sign={signOf(row.status)} />
            <span class="visually-hidden">{requestStatus(row.status)}</span>
            <span class="atlas-row-words">
              <strong>{serviceName(row.service_code)}</strong>
              <span class="quiet">{row.place || pointOf(row)}</span>
            </span>
            <span class="atlas-row-day">
              {say.reportedOn(row.recorded_at)}
              {row.overdue && <strong class="atlas-late">{say.late}</strong>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const pointOf = ({ lat, lon }: ListedRequest): string => (lat === null || lon === null ? say.noPlace : words.place.point(lat, lon));
