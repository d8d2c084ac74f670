// What happens when a screen comes: its title, the focus on its heading, and how far down it was.
import { keptScroll } from "../design/router";
import { words } from "../words/words";

let first = true;

/** Call after the screen is drawn. The very first one keeps the browser's own focus. */
export function arrive(): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  document.title = heading?.textContent ? `${heading.textContent} – ${words.product}` : words.product;
  if (first) {
    first = false;
    return;
  }
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  scrollTo(0, keptScroll());
}
