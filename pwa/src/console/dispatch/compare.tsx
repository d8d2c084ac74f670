// Two sides of one thing beside each other; what differs carries a sign and a word, never colour alone.
import { compareWords as say } from "../../words/desk-conflicts";
import type { CompareRow } from "./compare-rows";
import "./conflicts.css";

interface Props {
  label: string;
  left: string;
  right: string;
  rows: CompareRow[];
}

export function Compare({ label, left, right, rows }: Props) {
  return (
    // Narrow screens draw it as a grid, which takes the meaning of a table away: hence the roles.
    <table class="compare" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            <span class="visually-hidden">{say.field}</span>
          </th>
          <th role="columnheader" scope="col">
            {left}
          </th>
          <th role="columnheader" scope="col">
            {right}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row: { name, left, right, differs } }: { row: CompareRow }) {
  return (
    <tr role="row" class={differs ? "compare-differs" : undefined}>
      <th role="rowheader" scope="row">
        {name}
        {differs && (
          <span class="compare-sign">
            <span aria-hidden="true">≠</span> {say.differs}
          </span>
        )}
      </th>
      <td role="cell">{left || <span class="quiet">{say.nothing}</span>}</td>
      <td role="cell">{right || <span class="quiet">{say.nothing}</span>}</td>
    </tr>
  );
}
