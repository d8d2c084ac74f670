// The counts of each district as a table: what the heat shows, in numbers.
import { atlasWords as say } from "../../words/atlas";
import { districtName } from "./filter-bar";

export function DistrictTable({ counts }: { counts: Record<string, number> }) {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const whole = rows.reduce((sum, [, n]) => sum + n, 0);
  return (
    <details class="atlas-table">
      <summary>{say.table}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.district}</th>
            <th scope="col">{say.tableCount}</th>
            <th scope="col">{say.tableShare}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([id, n]) => (
            <tr key={id}>
              <th scope="row">{districtName(id)}</th>
              <td>{n.toLocaleString("en-US")}</td>
              <td>{say.share(n, whole)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
