// The photos of the work, as taken, with a way to take more or to drop one.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import type { Photo } from "../store/views";
import { crew } from "../words/staff";
import { PhotoButton } from "./photo-button";
import "./after-photos.css";

interface Props {
  title?: string;
  /** What to say while there is none. */
  help?: string;
  photos: Photo[];
  onOpen: () => void;
  onCancel: () => void;
  onFile: (file: File) => Promise<void>;
  onRemove: (photoId: string) => void;
}

export function AfterPhotos({ title = crew.afterPhoto, help = crew.photoHelps, photos, onOpen, onCancel, onFile, onRemove }: Props) {
  return (
    <section class="stack" aria-labelledby="after-photo">
      <h2 id="after-photo">{title}</h2>
      {photos.map((photo, i) => (
        <figure key={photo.id} class="after-photo">
          <Taken photo={photo} />
          <button type="button" class="button" onClick={() => onRemove(photo.id)}>
            <Icon name="trash-2" />
            {crew.removePhoto(i + 1)}
          </button>
        </figure>
      ))}
      {photos.length === 0 && <p class="quiet">{help}</p>}
      <PhotoButton
        name={photos.length ? crew.another : crew.addPhoto}
        onOpen={onOpen}
        onCancel={onCancel}
        onFile={onFile}
      />
    </section>
  );
}

function Taken({ photo }: { photo: Photo }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([photo.bytes], { type: photo.mime }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.id]);
  return <div class="photo photo-large">{url && <img src={url} alt={crew.after} />}</div>;
}
