// What stands now where a refused act wanted something else, as far as the answer told it.
import { show } from "@sync/protocol/reference";
import type { Letter } from "../store";
import { words } from "../words/words";
import { crewName } from "./crew-name";
import { letterFacts } from "./letter-facts-of";
import { serviceName } from "./service-name";

const say = words.letter;

export function LetterFacts({ letter }: { letter: Letter }) {
  const facts = letterFacts(letter.detail, letter.args, { crew: crewName, service: serviceName, reference: show });
  if (facts.length === 0) return null;
  return (
    <dl class="letter-facts">
      {facts.map(({ name, now, yours, said }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {!said && <strong>{say.now}: </strong>}
            {now}
          </dd>
          {yours && (
            <dd>
              <strong>{say.yours}:</strong> {yours}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
