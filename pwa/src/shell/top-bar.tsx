// The bar on top: the mark, the city, what is not sent yet, who is signed in.
import { Icon } from "../design/icon";
import { answers, city, letters, outbox, session } from "../store";
import { words } from "../words/words";
import { Mark } from "./mark";

export function TopBar() {
  const who = session.value;
  const unsent = outbox.value.length;
  const refused = letters.value.length;
  const news = answers.value.length;
  return (
    <header class="top-bar">
      <a class="brand" href={homeOf(who?.role)}>
        <Mark />
        <span class="brand-name">{words.product}</span>
        {city.value && <span class="brand-city">{city.value.name}</span>}
      </a>
      {unsent + refused > 0 && (
        <a class="top-link" href="/outbox">
          <Icon name={refused ? "octagon-alert" : "smartphone"} />
          <span>{refused ? words.strip.letters(refused) : words.strip.unsent(unsent)}</span>
        </a>
      )}
      {unsent + refused === 0 && news > 0 && (
        <a class="top-link" href="/outbox">
          <Icon name="inbox" />
          <span>{words.strip.news(news)}</span>
        </a>
      )}
      {who && (
        <a class="top-link" href="/staff" aria-label={words.nav.account(who.name)}>
          <Icon name="user" />
          <span class="top-name">{who.name}</span>
        </a>
      )}
    </header>
  );
}

const homeOf = (role: string | undefined): string => (role === undefined ? "/" : role === "crew" ? "/crew" : "/desk");
