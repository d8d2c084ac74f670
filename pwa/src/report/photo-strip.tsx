// The photos of the draft, small, with what is being done to the newest one.
import { Icon } from "../design/icon";
import { words } from "../words/words";
import type { Draft } from "./draft";
import { DraftPhoto } from "../camera/draft-photo";
import { PhotoButton } from "../camera/photo-button";
import { addPhotos, leftOut, MOST_PHOTOS, photoTrouble, preparing } from "./take-photo";

export function PhotoStrip({ it }: { it: Draft }) {
  return (
    <div class="photo-strip">
      {it.photos.map((photo, i) => (
        <DraftPhoto key={photo.id} photo={photo} alt={words.photo.yours(i + 1)} size="small" />
      ))}
      <p role="status" class="quiet">
        {preparing.value ? words.photo.preparing : leftOut.value > 0 && words.photo.leftOut(MOST_PHOTOS, leftOut.value)}
      </p>
      {photoTrouble.value && (
        <div class="notice notice-danger" role="alert">
          <Icon name="image-off" />
          <div class="grow stack stack-tight">
            <p>{photoTrouble.value}</p>
            <PhotoButton label={words.report.takePhoto} look="" onPhotos={(files) => void addPhotos(files)} />
          </div>
        </div>
      )}
    </div>
  );
}
