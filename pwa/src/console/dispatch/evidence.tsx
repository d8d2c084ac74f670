// The photos of one side, large enough to judge by.
import { PhotoFrame } from "../../design/photo-frame";
import type { PhotoDoc } from "../../store/views";
import { conflictWords as say } from "../../words/desk-conflicts";

export function Evidence({ title, photos }: { title: string; photos: PhotoDoc[] }) {
  return (
    <figure class="stack stack-tight">
      <figcaption>{title}</figcaption>
      {photos.length === 0 && <p class="quiet">{say.noPhotos}</p>}
      {photos.map((photo, i) => (
        <PhotoFrame key={photo.id} photo={photo} alt={say.photo(title, i + 1)} size="large" />
      ))}
    </figure>
  );
}
