// The photos before sending: each whole, each removable, room for more.
import { Icon } from "../design/icon";
import { words } from "../words/words";
import { change, type Draft } from "./draft";
import { DraftPhoto } from "../camera/draft-photo";
import { PhotoButton } from "../camera/photo-button";
import { addPhotos, leftOut, MOST_PHOTOS, photoTrouble, preparing } from "./take-photo";

const say = words.report.check;

export function CheckPhotos({ it }: { it: Draft }) {
  return (
    <section class="stack stack-tight" aria-label={say.photo}>
      {it.photos.map((photo, i) => (
        <div key={photo.id} class="check-photo">
          <DraftPhoto photo={photo} alt={words.photo.yours(i + 1)} size="large" />
          <button
            type="button"
            class="button check-remove"
            aria-label={say.removePhoto(i + 1)}
            onClick={() => change({ photos: it.photos.filter(({ id }) => id !== photo.id) })}
          >
            <Icon name="trash-2" />
          </button>
        </div>
      ))}
      {photoTrouble.value && (
        <p class="state state-refused" role="alert">
          <Icon name="image-off" />
          {photoTrouble.value}
        </p>
      )}
      <p role="status" class="quiet">
        {preparing.value ? words.photo.preparing : leftOut.value > 0 && words.photo.leftOut(MOST_PHOTOS, leftOut.value)}
      </p>
      {it.photos.length < MOST_PHOTOS && (
        <PhotoButton gallery label={say.addPhoto} look="" onPhotos={(files) => void addPhotos(files)} />
      )}
    </section>
  );
}
