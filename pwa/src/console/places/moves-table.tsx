// Who hands over to whom, and how many; each single report is in the file.
import { useState } from "preact/hooks";
import { Icon } from "../../design/icon";
import { readMoves, type LayerVersion, type Side, type VersionPreview } from "../../store/districts";
import { districtWords as say } from "../../words/districts";
import { failedWords } from "./failed-words";

const KEEP_URL_MS = 60_000;

const sideWords = ({ district, crew }: Side): string => (district === null ? say.nobody : say.side(district, crew ?? say.noCrew));

export function MovesTable({ version, groups }: { version: LayerVersion; groups: VersionPreview["preview"]["groups"] }) {
  const [failed, setFailed] = useState<string | null>(null);
  const save = (): void => {
    readMoves(version.layer, version.number).then(
      (file) => download(file, say.csvName(version.layer, version.number)),
      (error: unknown) => setFailed(failedWords(error)),
    );
  };
  if (!groups.length) return null;
  return (
    <>
      <div class="places-scroll" tabIndex={0} role="region" aria-label={say.fromTo.caption}>
        <table class="places-table">
          <caption class="visually-hidden">{say.fromTo.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.fromTo.from}</th>
              <th scope="col">{say.fromTo.to}</th>
              <th scope="col" class="places-count">
                {say.fromTo.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ from_, to, count }) => (
              <tr key={`${sideWords(from_)} ${sideWords(to)}`}>
                <td>{sideWords(from_)}</td>
                <td>{sideWords(to)}</td>
                <td class="places-count">{say.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="button" onClick={save}>
        <Icon name="download" />
        {say.saveCsv}
      </button>
      {failed !== null && <p role="alert">{failed}</p>}
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
