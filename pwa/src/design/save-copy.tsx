// Writes one unsent or refused act, photos and all, to a file of the person's own.
import { useState } from "preact/hooks";
import { Icon } from "./icon";
import { saveFile } from "./save-file";
import { saveCopy } from "../store";
import { words } from "../words/words";

export function SaveCopy({ opId, about }: { opId: string; about: string }) {
  const [failed, setFailed] = useState(false);
  const save = (): void => {
    saveCopy(opId).then(
      (file) => {
        setFailed(false);
        saveFile(file, words.outbox.file(about));
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
