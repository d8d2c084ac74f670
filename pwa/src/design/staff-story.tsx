// What happened, in sentences, for crews and the desk: who did it, when, and the words that came with it.
import { outcomeName, shared } from "../words/staff";
import { crewName } from "./crew-name";
import { When } from "./when";
import { type Entry, toldAs, whoIn } from "./work-story";
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
          const told = toldAs(entry);
          const text = entry.kind === "assigned" || isRerouted ? "" : [outcomeName(told.code), told.text].filter(Boolean).join(": ");
          return (
            <li key={`${entry.at} ${entry.kind} ${entry.by}`}>
              <p>{isRerouted ? words.route.redrawn(entry.text ?? "") : shared.history(told.kind, whoIn(entry), crew)}</p>
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
