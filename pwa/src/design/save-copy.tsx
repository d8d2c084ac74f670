// Writes one unsent or refused act, photos and all, to a file of the person's own.
import { useState } from "preact/hooks";
import { Icon } from "./icon";
import { saveCopy } from "../store";
import { words } from "../words/words";

/** Long enough for the browser to have begun the download. */
const KEEP_URL_MS = 60_000;

export function SaveCopy({ opId, about }: { opId: string; about: string }) {
  const [failed, setFailed] = useState(false);
  const save = (): void => {
    saveCopy(opId).then(
      (file) => {
        setFailed(false);
        download(file, words.outbox.file(about));
      },
      () => setFailed(true),
    );
  };
  return (
    <>
      <button type="button" class="button button-quiet" aria-label={`${words.outbox.saveCopy}: ${about}`} onClick={save}>
        <Icon name="save" />
        {words.outbox.saveCopy}
      </button>
      {failed && <p role="alert">{words.outbox.copyFailed}</p>}
    </>
  );
}

function download(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_URL_MS);
}
