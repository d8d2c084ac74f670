// A button that opens the camera: a label over the browser's own file input.
import { useId } from "preact/hooks";
import { Icon } from "../design/icon";

interface Props {
  label: string;
  look: string;
  /** From the photos that the phone has already too, several at once. */
  gallery?: boolean;
  icon?: string;
  /** Before the camera opens: the page may be killed while it is open. */
  onOpen?: () => void;
  onPhotos: (files: File[]) => void;
}

export function PhotoButton({ label, look, gallery, icon = "camera", onOpen, onPhotos }: Props) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        class="visually-hidden"
        type="file"
        accept="image/*"
        capture={gallery ? undefined : "environment"}
        onClick={onOpen}
        multiple={gallery}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) onPhotos(files);
          // Emptied, so that the same photo may be chosen again.
          event.currentTarget.value = "";
        }}
      />
      <label class={`button ${look}`} for={id}>
        <Icon name={icon} />
        {label}
      </label>
    </>
  );
}
