// The city's ready sentences for closings and comments, and filling them in for each report.
import { show } from "@sync/protocol/reference";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { fillNote } from "../../store/note-fill";
import { noteTemplates } from "../../store/note-templates";
import { showDay } from "../../words/numbers";
import { outcomes } from "../../words/staff";
import type { ReadyNote } from "./note-choice";
import type { Row } from "./rows";

/** For a closing with this outcome, or for a comment; the app's own words where the city has none. */
export function readyNotes(outcome: keyof typeof outcomes | null): ReadyNote[] {
  const own = (noteTemplates.value ?? []).filter((note) => note.outcome === null || note.outcome === outcome);
  if (own.length > 0 || outcome === null) return own;
  const { name, ready } = outcomes[outcome];
  return [{ id: outcome, title: name, text: ready }];
}

/** What `{reference}`, `{service}`, `{place}` and `{due}` say of this report. */
export const filled = (text: string, { request, due }: Row): string =>
  fillNote(text, {
    reference: show(request.reference),
    service: serviceName(request.service_code),
    place: placeLine(request.place),
    due: due && showDay(due.day),
  });
