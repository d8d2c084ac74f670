// The curb itself: where asphalt meets the page, with the four stops that every report passes.
import { Icon } from "../design/icon";
import { words } from "../words/words";

export function HeroLine() {
  const { reported, assigned, inWork, fixed } = words.stops;
  return (
    <div class="hero-line">
      <ol class="plain-list" aria-label={words.home.way}>
        {[reported, assigned, inWork, fixed].map((stop) => (
          <li key={stop}>
            <span class="hero-stop">{stop === fixed && <Icon name="check" />}</span>
            {stop}
          </li>
        ))}
      </ol>
    </div>
  );
}
