// A photograph whole, never cropped, on a toned ground; says so when it is not here yet.
import { useEffect, useState } from "preact/hooks";
import { photoUrl } from "../store";
import type { PhotoDoc } from "../store/views";
import { words } from "../words/words";
import { Icon } from "./icon";

interface Props {
  photo: PhotoDoc;
  alt: string;
  size: "small" | "large";
}

export function PhotoFrame({ photo, alt, size }: Props) {
  const url = usePhotoUrl(photo, size);
  // A browser may not know the format (HEIC) although the bytes are here.
  const [unseen, setUnseen] = useState("");
  const ratio = size === "large" && photo.width && photo.height ? frameRatio(photo.width / photo.height) : undefined;
  return (
    <div class={`photo photo-${size}`} style={ratio ? { aspectRatio: String(ratio) } : undefined}>
      {url && url !== unseen ? (
        <img src={url} alt={alt} onError={() => setUnseen(url)} />
      ) : (
        <span class="pending">
          <Icon name={url === undefined ? "image" : "image-off"} />
          <span>{frameWords(url)}</span>
        </span>
      )}
    </div>
  );
}

const frameWords = (url: string | null | undefined): string =>
  url === undefined ? words.photo.loading : url === null ? words.photo.pending : words.photo.unseen;

/** Very tall or wide photos get toned margins rather than an endless page. */
const frameRatio = (ratio: number): number => Math.min(Math.max(ratio, 0.8), 2);

/** undefined while it loads, null when it cannot be had now. Asked again when the photo's state changes. */
function usePhotoUrl(photo: PhotoDoc, size: "small" | "large"): string | null | undefined {
  const [url, setUrl] = useState<string | null>();
  useEffect(() => {
    let wanted = true;
    photoUrl(photo.id, size).then(
      (found) => wanted && setUrl(found),
      () => wanted && setUrl(null),
    );
    return () => {
      wanted = false;
    };
  }, [photo.id, photo.state, size]);
  return url;
}
