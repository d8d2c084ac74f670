// What the reporter has said about how their report ended. Pure.
import type { RequestDoc } from "@sync/protocol/messages";

type Told = Pick<RequestDoc, "status" | "history" | "closed_at">;

/** Whether there is a result to ask about: not of what was taken back, nor of what follows another report. */
export const isOver = ({ status }: Told): boolean => status === "resolved" || status === "closed";

/** What was told of it since it ended last. */
const sinceTheEnd = ({ history }: Told): RequestDoc["history"] =>
  history.slice(history.findLastIndex(({ kind }) => kind === "resolved" || kind === "closed") + 1);

/** Whether "not fixed" came too late to open it again, and a new report goes on with it. */
export const goesOnElsewhere = (request: Told): boolean => sinceTheEnd(request).some(({ kind }) => kind === "followed_up");

/** Words for opening it again that have no form any more and were not sent: none while it may still be opened. */
export function leftOver(request: Told, typed: string): string {
  const words = typed.trim();
  const isAsked = isOver(request) && !goesOnElsewhere(request);
  const isSent = sinceTheEnd(request).some(({ text }) => text === words);
  return isAsked || isSent ? "" : words;
}

/** Which end it is about: a report that was opened again may end a second time, and is asked about again. */
export const endOf = ({ closed_at: at, history }: Told): string => at ?? String(history.length);

/** The stars given since it ended last, and the words with them; null when nothing was said of this end. */
export function ratingOf(request: Told): { stars: number; text: string } | null {
  const last = sinceTheEnd(request).findLast(({ kind }) => kind === "rated")?.text ?? "";
  const stars = Number(last[0]);
  return stars ? { stars, text: last.slice("5/5 ".length) } : null;
}
