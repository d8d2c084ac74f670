// The messages for which the city has its own words, each a way to it.
import type { Templates } from "../../store/templates";
import { messageWords as say } from "../../words/messages";
import { messageAddress } from "./message-address";

export function OwnList({ all }: { all: Templates }) {
  const names = new Map(all.services.map(({ code, name }) => [code, name]));
  return (
    <section class="card stack stack-tight">
      <h2>{say.own}</h2>
      {all.own.length === 0 ? (
        <p>{say.ownNone}</p>
      ) : (
        <ul class="messages-own">
          {all.own.map((one) => (
            <li key={messageAddress(one)}>
              <a href={messageAddress(one)}>
                {say.ownOne(say.states[one.state] ?? one.state, one.service === "*" ? say.all : (names.get(one.service) ?? one.service), say.locales[one.locale] ?? one.locale)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
