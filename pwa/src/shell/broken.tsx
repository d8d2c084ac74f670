// Said when a screen could not be drawn or loaded: what is safe, and a way on.
import { words } from "../words/words";

export function Broken() {
  return (
    <div class="page stack">
      <h1>{words.broken.title}</h1>
      <p>{words.broken.text}</p>
      <button type="button" class="button button-primary" onClick={() => location.reload()}>
        {words.broken.again}
      </button>
    </div>
  );
}
