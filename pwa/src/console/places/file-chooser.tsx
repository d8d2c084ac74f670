// A button for a file, and a place to drop one for those who like to.
import { useState } from "preact/hooks";
import { Icon } from "../../design/icon";
import { districtWords as say } from "../../words/districts";

interface Props {
  /** Whether a file is there already. */
  again: boolean;
  busy: boolean;
  onFile: (file: File) => void;
}

export function FileChooser({ again, busy, onFile }: Props) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const [file] = files ?? [];
    if (file && !busy) onFile(file);
  };
  return (
    <div
      class="places-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <input
        id="areas-file"
        type="file"
        class="visually-hidden"
        accept=".geojson,.json,.zip,.gpkg"
        aria-describedby="areas-hint"
        disabled={busy}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = ""; // the same file may be chosen again after it was mended
        }}
      />
      <label for="areas-file" class={again ? "button" : "button button-primary"}>
        <Icon name="upload" />
        {again ? say.otherFile : say.choose}
      </label>
      <p id="areas-hint" class="quiet">
        {say.chooseHint}
      </p>
    </div>
  );
}
