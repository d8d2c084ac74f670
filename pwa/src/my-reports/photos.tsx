// The photographs of a report as heroes: before and after side by side once the work is proven.
import { PhotoFrame } from "../design/photo-frame";
import { serviceName } from "../design/service-name";
import type { PhotoDoc, RequestView } from "../store/views";
import { words } from "../words/words";

export function Photos({ request }: { request: RequestView }) {
  const name = serviceName(request.service_code);
  const after = request.photos.filter(({ role }) => role === "evidence");
  const before = request.photos.filter(({ role }) => role !== "evidence");
  if (!before.length && !after.length) return null;
  return (
    <section class={after.length && before.length ? "photos photos-pair" : "photos"} aria-label={words.one.photos}>
      <Side caption={after.length ? words.one.before : ""} photos={before} alt={words.photo.of(name)} />
      <Side caption={words.one.after} photos={after} alt={words.photo.evidence(name)} />
    </section>
  );
}

function Side({ caption, photos, alt }: { caption: string; photos: PhotoDoc[]; alt: string }) {
  if (!photos.length) return null;
  return (
    <figure class="stack stack-tight">
      {photos.map((photo) => (
        <PhotoFrame key={photo.id} photo={photo} alt={alt} size="large" />
      ))}
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
