// The numbers of the whole city, large; a tap on one says what it means.
import { Icon } from "../../design/icon";
import type { Numbers, Satisfaction } from "../../store/insights";
import { satisfactionWords as say } from "../../words/satisfaction";

interface Props {
  total: Numbers;
  definitions: Satisfaction["definitions"];
}

export function Tiles({ total, definitions }: Props) {
  const tiles = [
    { name: "closed", value: say.number(total.closed) },
    { name: "rated", value: say.number(total.rated) },
    { name: "share", value: say.share(total.share), beside: say.outOf(total.satisfied, total.rated) },
    { name: "reopened", value: say.number(total.reopened) },
  ] as const;
  return (
    <div class="insight-tiles">
      {tiles.map(({ name, value, ...more }) => (
        <details key={name} class="card">
          <summary>
            <span class="insight-name">
              {say.numbers[name]}
              <Icon name="info" />
            </span>
            <strong>{value}</strong>
            {"beside" in more && <span class="quiet">{more.beside}</span>}
          </summary>
          {name === "share" && <p>{definitions.satisfied}</p>}
          <p>{definitions[name]}</p>
        </details>
      ))}
    </div>
  );
}
