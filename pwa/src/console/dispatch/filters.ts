// What the dispatcher looks at, in the address: it can be kept, shared and reloaded. Pure.
import { show } from "@sync/protocol/reference";
import type { RequestDoc } from "../../store/views";
import { VIEWS, type ViewId } from "./queues";

export interface Filters {
  queue: ViewId;
  /** What was typed into the search field. */
  q: string;
  /** The selected service request, or held act. */
  id: string | null;
}

const isView = (text: string | null): text is ViewId => VIEWS.some((view) => view === text);

/** Reads `?queue=...&q=...&id=...`; anything unknown falls back to the first queue. */
export function fromAddress(search: string): Filters {
  const params = new URLSearchParams(search);
  const queue = params.get("queue");
  return { queue: isView(queue) ? queue : "new", q: params.get("q") ?? "", id: params.get("id") };
}

/** The address of a view, without what is at its default. */
export function toAddress(filters: Filters): string {
  const params = new URLSearchParams();
  if (filters.queue !== "new") params.set("queue", filters.queue);
  if (filters.q) params.set("q", filters.q);
  if (filters.id) params.set("id", filters.id);
  const search = params.toString();
  return search ? `/desk?${search}` : "/desk";
}

const plain = (text: string): string => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** What a request is found by: its reference with and without hyphens, its service, place and district. */
export const haystack = (request: RequestDoc, serviceName: string, district: string): string =>
  plain(
    [
      request.reference, show(request.reference), serviceName, request.place.text ?? "", district, request.description,
    ].join("\n"),
  );

/** A test of haystacks: every word typed must be found somewhere. */
export function finder(typed: string): (hay: string) => boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return (hay) => words.every((word) => hay.includes(word));
}
