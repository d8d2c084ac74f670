// The photos of a problem, and beside them those of the work once there are any.
import type { PhotoDoc } from "../store/views";
import { crew } from "../words/staff";
import { PhotoFrame } from "./photo-frame";

interface Props {
  before: PhotoDoc[];
  after: PhotoDoc[];
  service: string;
  /** What to say when there is none at all. */
  none: string;
}

export function BeforeAfter({ before, after, service, none }: Props) {
  if (before.length + after.length === 0) return <p class="quiet">{none}</p>;
  const both = after.length > 0;
  return (
    <div class={both ? "before-after" : "stack"}>
      {before.map((photo, i) => (
        <figure key={photo.id}>
          <PhotoFrame photo={photo} alt={crew.beforeAlt(service, i + 1)} size="large" />
          {both && <figcaption>{crew.before}</figcaption>}
        </figure>
      ))}
      {after.map((photo, i) => (
        <figure key={photo.id}>
          <PhotoFrame photo={photo} alt={crew.afterAlt(service, i + 1)} size="large" />
          <figcaption>{crew.after}</figcaption>
        </figure>
      ))}
    </div>
  );
}
