// A file of areas on its way to a draft: chosen, sent, and its fields named.
import { useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { Heading } from "../../design/heading";
import { useAnswer } from "../../design/use-answer";
import { listLayers, uploadAreas, type UploadedFile } from "../../store/districts";
import { districtWords as say } from "../../words/districts";
import { FieldsForm } from "./fields-form";
import { FileChooser } from "./file-chooser";

export function ImportFile({ into }: { into: string }) {
  const layers = useAnswer("layers", listLayers);
  const [share, setShare] = useState<number | null>(null);
  const [found, setFound] = useState<UploadedFile | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const send = (file: File): void => {
    setFound(null);
    setFailed(null);
    setShare(0);
    uploadAreas(file, setShare)
      .then(setFound, (error: unknown) => setFailed(failedWords(error)))
      .finally(() => setShare(null));
  };
  const names = layers.answer?.map(({ name }) => name) ?? [];
  return (
    <>
      <Heading text={into ? say.importInto(into) : say.importFile} />
      <FileChooser again={found !== null} busy={share !== null} onFile={send} />
      <div role="status">{share !== null && <Progress share={share} />}</div>
      {failed !== null && (
        <p class="notice notice-danger" role="alert">
          {failed}
        </p>
      )}
      {found && (layers.answer !== null || into) && <FieldsForm key={found.upload} found={found} layers={names} into={into} />}
    </>
  );
}

function Progress({ share }: { share: number }) {
  const label = share < 1 ? say.uploading(Math.floor(share * 100)) : say.reading;
  return (
    <p class="stack stack-tight">
      <span>{label}</span>
      <progress aria-label={label} {...(share < 1 ? { value: share, max: 1 } : {})} />
    </p>
  );
}
