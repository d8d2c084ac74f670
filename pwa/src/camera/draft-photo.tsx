// One photo of the draft, drawn from its own bytes.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import type { Photo } from "../store/views";

interface Props {
  photo: Pick<Photo, "id" | "bytes" | "mime">;
  alt: string;
  size: "small" | "large";
}

export function DraftPhoto({ photo, alt, size }: Props) {
  const [url, setUrl] = useState("");
  const [unseen, setUnseen] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([photo.bytes], { type: photo.mime }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.id]);
  return (
    <div class={`photo photo-${size}`}>
      {url && !unseen ? (
        <img src={url} alt={alt} onError={() => setUnseen(true)} />
      ) : (
        <span class="pending" role="img" aria-label={alt}>
          <Icon name="image" />
        </span>
      )}
    </div>
  );
}
