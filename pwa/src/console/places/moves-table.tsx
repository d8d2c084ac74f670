// Who hands over to whom, and how many; each single report is in the file.
import { useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { Icon } from "../../design/icon";
import { saveFile } from "../../design/save-file";
import { readMoves, type LayerVersion, type Side, type VersionPreview } from "../../store/districts";
import { districtWords as say } from "../../words/districts";
import { managerWords } from "../../words/manager";

const sideWords = ({ district, crew }: Side): string => (district === null ? say.nobody : say.side(district, crew ?? say.noCrew));

export function MovesTable({ version, groups }: { version: LayerVersion; groups: VersionPreview["preview"]["groups"] }) {
  const [failed, setFailed] = useState<string | null>(null);
  const save = (): void => {
    readMoves(version.layer, version.number).then(
      (file) => saveFile(file, say.csvName(version.layer, version.number)),
      (error: unknown) => setFailed(failedWords(error)),
    );
  };
  if (!groups.length) return null;
  return (
    <>
      <div class="manager-scroll" tabIndex={0} role="region" aria-label={say.fromTo.caption}>
        <table class="manager-table">
          <caption class="visually-hidden">{say.fromTo.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.fromTo.from}</th>
              <th scope="col">{say.fromTo.to}</th>
              <th scope="col" class="manager-count">
                {say.fromTo.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ from_, to, count }) => (
              <tr key={`${sideWords(from_)} ${sideWords(to)}`}>
                <td>{sideWords(from_)}</td>
                <td>{sideWords(to)}</td>
                <td class="manager-count">{say.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="button" onClick={save}>
        <Icon name="download" />
        {managerWords.saveCsv}
      </button>
      {failed !== null && <p role="alert">{failed}</p>}
    </>
  );
}
