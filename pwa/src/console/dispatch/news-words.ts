// A change that came in, as one sentence with a name.
import { crewName } from "../../design/crew-name";
import { toldAs, whoIn } from "../../design/work-story";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import type { RequestView } from "../../store/views";
import { liveWords } from "../../words/desk-live";
import { shared } from "../../words/staff";
import { words } from "../../words/words";
import type { Change } from "./live-changes";

/** "Ana Ruiz gave it to South crew just now" */
export function newsLine({ entry }: Change, now: number): string {
  const { kind, text = "" } = entry;
  // The text of an assignment is the crew's id.
  const crew = kind === "assigned" ? crewName(text || null) : "";
  const sentence = kind === "rerouted" ? words.route.redrawn(text) : shared.history(toldAs(entry).kind, whoIn(entry), crew);
  return liveWords.news(sentence.replace(/\.$/, ""), entry.at, now);
}

/** What one calls a report by in a list of them. */
export const whatOf = (request: RequestView): string =>
  [serviceName(request.service_code), placeLine(request.place)].filter(Boolean).join(", ");
