// All reports that a job serves, and what else this phone knows of the place.
import { show } from "@sync/protocol/reference";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import { When } from "../design/when";
import { requests } from "../store";
import type { RequestView, WorkOrderView } from "../store/views";
import { one } from "../words/crew-job";
import { requestStatus, shared } from "../words/staff";
import { alsoServed, othersAt } from "./around-job";

export function JobAround({ job }: { job: WorkOrderView }) {
  const also = alsoServed(job, requests.value);
  const others = othersAt(job, requests.value);
  return (
    <>
      {also.length > 0 && (
        <section class="stack stack-tight" aria-labelledby="serves">
          <h2 id="serves">{one.serves(also.length + 1)}</h2>
          {also.map((request) => (
            <Card key={request.id} request={request} note={request.description} />
          ))}
        </section>
      )}
      <section class="stack stack-tight" aria-labelledby="what-else">
        <h2 id="what-else">{one.here}</h2>
        {others.length === 0 && <p class="quiet">{one.nothingHere}</p>}
        {others.map(({ request, metres }) => (
          <Card key={request.id} request={request} note={metres === null ? one.sameAsset : shared.away(metres)} />
        ))}
      </section>
    </>
  );
}

function Card({ request, note }: { request: RequestView; note: string }) {
  return (
    <article class="card">
      <p>
        <strong>{serviceName(request.service_code)}</strong>
        {` · ${requestStatus(request.status)}`}
      </p>
      <p>{placeLine(request.place)}</p>
      {note && <p class="said">{note}</p>}
      <p class="quiet">
        <When at={request.requested_at} dateOnly /> · <span class="reference">{show(request.reference)}</span>
      </p>
    </article>
  );
}
