// What happened so far, in sentences, newest first.
import { When } from "../design/when";
import type { RequestView } from "../store/views";
import { words } from "../words/words";
import { historyWords, worthReading } from "./history-words";

export function Story({ request }: { request: RequestView }) {
  if (!request.history.length) return null;
  const lines = worthReading(request.history).reverse().map((entry) => ({ entry, said: historyWords(entry, request.duplicate_of != null) }));
  return (
    <section class="stack stack-tight" aria-labelledby="story">
      <h2 id="story">{words.one.story}</h2>
      <ol class="story plain-list">
        {lines.map(({ entry, said }) => (
          <li key={`${entry.at} ${entry.kind} ${entry.text}`}>
            <p>{said.what}</p>
            {said.text && <p class="typed">{said.text}</p>}
            <p class="quiet small">
              <When at={entry.at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
