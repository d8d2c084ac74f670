// How many open jobs each crew has, in numbers and bars: the legend of the overlay, and its equal without a map.
import type { CrewDoc } from "../store/views";
import { atlasWords as say } from "../words/atlas";
import { type Load, loadRows, shareOf } from "./crew-load";
import "./load-table.css";

export function LoadTable({ load, crews }: { load: Load; crews: CrewDoc[] }) {
  return (
    <div class="load-table">
      <table>
      <caption>{say.loadTable}</caption>
      <tbody>
        {loadRows(load, crews).map(([crew, n]) => (
          <tr key={crew.id}>
            <th scope="row">{crew.name}</th>
            <td>
              <meter min={0} max={1} value={shareOf(load, crew.id)} aria-hidden="true" />
            </td>
            <td>{n}</td>
          </tr>
        ))}
      </tbody>
      </table>
    </div>
  );
}
