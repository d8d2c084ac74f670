// All versions of a layer, newest first: from when until when each was in use.
import type { LayerVersion } from "../../store/districts";
import { districtWords as say } from "../../words/districts";
import { versionAddress } from "./version-address";

export function VersionTable({ versions }: { versions: LayerVersion[] }) {
  const { version, state, from, until, file } = say.columns;
  return (
    <div class="manager-scroll" tabIndex={0} role="region" aria-label={say.earlier}>
      <table class="manager-table">
        <thead>
          <tr>
            {[version, state, from, until, file].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr key={one.number}>
              <th scope="row">
                <a href={versionAddress(one.layer, one.number)}>{say.versionOf(one.number)}</a>
              </th>
              <td>{say.state[one.state] ?? one.state}</td>
              <td>{say.day(one.valid_from_at)}</td>
              <td>{say.day(one.valid_until_at)}</td>
              <td>{one.file_name || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
