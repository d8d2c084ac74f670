// The ready sentences for closings and comments, and filling them in for each report.
import { show } from "@sync/protocol/reference";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { outcomes } from "../../words/staff";
import type { ReadyNote } from "./note-choice";
import type { Row } from "./rows";

/** For a closing with this outcome, or for a comment. */
export function readyNotes(outcome: keyof typeof outcomes | null): ReadyNote[] {
  const own = outcome === null ? [] : [outcomes[outcome]];
  return own.map(({ name, ready }) => ({ id: name, title: name, text: ready }));
}

/** `{reference}`, `{service}` and `{place}` say what they say of this report. */
export const filled = (text: string, { request }: Row): string =>
  text
    .replaceAll("{reference}", show(request.reference))
    .replaceAll("{service}", serviceName(request.service_code))
    .replaceAll("{place}", placeLine(request.place));
