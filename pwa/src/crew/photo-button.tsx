// A button that opens the camera and hands back the file. A plain file input lies underneath.
import { useId, useState } from "preact/hooks";
import { photoProblemWords } from "../camera/photo-problem-words";
import { Icon } from "../design/icon";
import { crew } from "../words/staff";
import "./photo-button.css";

interface Props {
  name: string;
  primary?: boolean;
  /** Before the camera opens: the page may not come back from it. */
  onOpen: () => void;
  /** The camera was closed without a photo. */
  onCancel: () => void;
  /** Rejects when the file is no photo. */
  onFile: (file: File) => Promise<void>;
}

export function PhotoButton({ name, primary, onOpen, onCancel, onFile }: Props) {
  const id = useId();
  const [state, setState] = useState<"idle" | "busy" | "bad">("idle");
  const [why, setWhy] = useState("");
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (!file) return;
    setState("busy");
    try {
      await onFile(file);
      setState("idle");
    } catch (error) {
      setWhy(photoProblemWords(error));
      setState("bad");
    } finally {
      input.value = ""; // The same photo may be chosen again.
    }
  };
  return (
    <div class="photo-button">
      <input
        id={id}
        class="visually-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        disabled={state === "busy"}
        onClick={onOpen}
        onCancel={onCancel}
        onChange={(event) => void take(event.currentTarget)}
      />
      <label for={id} class={primary ? "button button-primary" : "button"}>
        <Icon name="camera" />
        {name}
      </label>
      <p role="status" class={state === "bad" ? "wrong" : "quiet"}>
        {state === "busy" ? crew.preparing : state === "bad" ? why : ""}
      </p>
    </div>
  );
}
