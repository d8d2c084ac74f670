// A button that opens the camera: a label over the browser's own file input.
import { useId } from "preact/hooks";
import { Icon } from "../design/icon";

interface Props {
  label: string;
  look: string;
  /** Also from the photos that the phone has already, not only by the camera. */
  gallery?: boolean;
  /** Before the camera opens: the page may be killed while it is open. */
  onOpen?: () => void;
  onPhoto: (file: File) => void;
}

export function PhotoButton({ label, look, gallery, onOpen, onPhoto }: Props) {
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
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Emptied, so that the same photo may be chosen again.
          if (file) onPhoto(file);
          event.currentTarget.value = "";
        }}
      />
      <label class={`button ${look}`} for={id}>
        <Icon name="camera" />
        {label}
      </label>
    </>
  );
}
