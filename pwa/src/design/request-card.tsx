// One report in a list: photo, what, where, how far along the curb it is. The whole card is the link.
import type { RequestView } from "../store/views";
import { words } from "../words/words";
import { placeWords } from "../words/place-words";
import { CurbLine } from "./curb-line";
import { ExpectedLine } from "./expected-line";
import { Icon } from "./icon";
import { PhotoFrame } from "./photo-frame";
import { serviceName } from "./service-name";
import { standingOf } from "./standing-of";
import { StateLine } from "./state-line";
import { StatusLine } from "./status-line";
import { When } from "./when";

export function RequestCard({ request }: { request: RequestView }) {
  const name = serviceName(request.service_code);
  const photo = request.photos[0];
  // Before the city has it, all there is to say of it is that it is on its way; unless it was taken back meanwhile.
  const stands = request.ver > 0 || request.status !== "new";
  return (
    <article class="card request-card">
      {photo ? (
        <PhotoFrame photo={photo} alt={words.photo.of(name)} size="small" />
      ) : (
        <div class="photo photo-small" aria-hidden="true">
          <Icon name="signpost" />
        </div>
      )}
      <div class="request-card-text">
        <h2>
          <a href={`/reports/${request.id}`}>{name}</a>
        </h2>
        <p class="quiet one-line">{placeWords(request.place)}</p>
        <p class="quiet small">
          <When at={request.requested_at} />
        </p>
      </div>
      <div class="request-card-state stack stack-tight">
        {stands && <CurbLine status={standingOf(request)} compact />}
        {stands && <StatusLine request={request} />}
        {stands && <ExpectedLine request={request} />}
        {(!stands || request.progress.state !== "sent") && <StateLine progress={request.progress} reference={request.reference} />}
      </div>
    </article>
  );
}
