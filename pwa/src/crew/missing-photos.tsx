// Which photos are not on this phone yet, by the job that they belong to.
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import type { Prepared } from "../store/prepared";
import { prepare as say } from "../words/crew-prepare";

export function MissingPhotos({ missing }: { missing: Prepared["missing"] }) {
  if (missing.length === 0) return null;
  return (
    <ul class="missing-photos">
      {missing.map(({ photo, request }) => (
        <li key={photo.id}>{say.photos.of(serviceName(request.service_code), placeLine(request.place))}</li>
      ))}
    </ul>
  );
}
