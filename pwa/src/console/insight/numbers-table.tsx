// The numbers of each service, or of each district; the share as a figure and as a bar.
import type { Numbers } from "../../store/insights";
import { satisfactionWords as say } from "../../words/satisfaction";

interface Row {
  key: string;
  name: string;
  /** Which layer it is of. */
  beside?: string;
  numbers: Numbers;
}

export function NumbersTable({ title, first, rows }: { title: string; first: string; rows: Row[] }) {
  const { closed, rated, share, reopened } = say.numbers;
  return (
    <section class="card stack stack-tight">
      <h2>{title}</h2>
      <div class="manager-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="manager-table insight-table">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {[closed, rated, share, reopened].map((name) => (
                <th key={name} scope="col" class="insight-figure">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, beside, numbers }) => (
              <tr key={key}>
                <th scope="row">
                  {name}
                  {beside && <span class="quiet insight-beside">{beside}</span>}
                </th>
                <td class="insight-figure">{say.number(numbers.closed)}</td>
                <td class="insight-figure">{say.number(numbers.rated)}</td>
                <td class="insight-figure">
                  <Share numbers={numbers} />
                </td>
                <td class="insight-figure">{say.number(numbers.reopened)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Share({ numbers: { share, satisfied, rated } }: { numbers: Numbers }) {
  if (share === null) return <span class="quiet">{say.outOf(0, 0)}</span>;
  return (
    <>
      <strong>{say.share(share)}</strong>
      <span class="quiet insight-beside">{say.outOf(satisfied, rated)}</span>
      <span class="insight-bar" aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </>
  );
}
