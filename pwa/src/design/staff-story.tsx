// What happened, in sentences, for crews and the desk: who did it, when, and the words that came with it.
import { shared } from "../words/staff";
import { crewName } from "./crew-name";
import { When } from "./when";
import type { Entry } from "./work-story";
import { words } from "../words/words";

export function StaffStory({ entries, title }: { entries: Entry[]; title: string }) {
  if (entries.length === 0) return null;
  return (
    <section class="stack stack-tight">
      <h2>{title}</h2>
      <ol class="plain-list staff-story">
        {entries.map((entry) => {
          // The text of an assignment is the crew's id.
          const crew = entry.kind === "assigned" ? crewName(entry.text || null) : "";
          const isRerouted = entry.kind === "rerouted";
          const text = entry.kind === "assigned" || isRerouted ? "" : entry.text;
          return (
            <li key={`${entry.at} ${entry.kind} ${entry.by}`}>
              <p>{isRerouted ? words.route.redrawn(entry.text ?? "") : shared.history(entry.kind, entry.by, crew)}</p>
              {text && <p class="said">{text}</p>}
              <p class="quiet small">
                <When at={entry.at} />
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
