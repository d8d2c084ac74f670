// The report that a conflict is about: what, where, and the way to it.
import { show } from "@sync/protocol/reference";
import { Icon } from "../../design/icon";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { conflictWords as say } from "../../words/desk-conflicts";
import { shared } from "../../words/staff";
import type { Conflict } from "./conflicts";

export function ConflictAbout({ conflict, onOpen }: { conflict: Conflict; onOpen: (requestId: string) => void }) {
  const { request } = conflict;
  if (!request) return <p>{say.unknown}</p>;
  const { place } = request;
  return (
    <div class="conflict-about">
      <p class="grow">
        <strong>{serviceName(request.service_code)}</strong> <span class="reference">{show(request.reference)}</span>
        <br />
        <Icon name="map-pin" /> {placeLine(place) || shared.noPlace}
        {place.accuracy_m != null && <span class="quiet"> {shared.accuracy(place.accuracy_m)}</span>}
      </p>
      <button type="button" class="button" onClick={() => onOpen(request.id)}>
        {say.openReport}
      </button>
    </div>
  );
}
