// An address that no screen answers.
import { words } from "../words/words";

export function NotHere() {
  return (
    <div class="page stack">
      <h1>{words.notHere.title}</h1>
      <p>{words.notHere.text}</p>
      <a class="button" href="/">
        {words.notHere.home}
      </a>
    </div>
  );
}
