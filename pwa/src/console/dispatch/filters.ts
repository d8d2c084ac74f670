// What the dispatcher looks at, in the address: it can be kept, shared and reloaded. Pure.
import { show } from "@sync/protocol/reference";
import type { RequestDoc } from "../../store/views";
import { VIEWS, type ViewId } from "./queues";
import { PRIORITIES, type Priority, SORTS, type Sort } from "./sorting";

export const DUES = ["late", "today", "week"] as const;
export type DueIn = (typeof DUES)[number];
/** Reported within so many days. */
export const PERIODS = ["1", "7", "30", "90"] as const;
export type Period = (typeof PERIODS)[number];
/** No crew, no district. */
export const NONE = "none";

export interface Filters {
  queue: ViewId;
  /** What was typed into the search field. */
  q: string;
  service: string | null;
  district: string | null;
  crew: string | null;
  priority: Priority | null;
  due: DueIn | null;
  period: Period | null;
  /** null: as the queue is usually shown. */
  sort: Sort | null;
  /** The selected service request, held act or conflict. */
  id: string | null;
}

const PLAIN: Filters = {
  queue: "new", q: "", service: null, district: null, crew: null, priority: null, due: null, period: null, sort: null, id: null,
};

/** What makes the list shorter, apart from the words. */
export const NARROWING = ["service", "district", "crew", "priority", "due", "period"] as const;
export const noNarrowing: Pick<Filters, (typeof NARROWING)[number] | "q"> = {
  q: "", service: null, district: null, crew: null, priority: null, due: null, period: null,
};

export const isNarrowed = (filters: Filters): boolean => filters.q.trim() !== "" || NARROWING.some((name) => filters[name] !== null);

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | null => all.find((one) => one === text) ?? null;

/** Reads `?queue=...&q=...&id=...`; anything unknown falls back to what is plain. */
export function fromAddress(search: string): Filters {
  const params = new URLSearchParams(search);
  const text = (name: string): string | null => params.get(name) || null;
  return {
    queue: oneOf(VIEWS, params.get("queue")) ?? PLAIN.queue,
    q: params.get("q") ?? "",
    service: text("service"),
    district: text("district"),
    crew: text("crew"),
    priority: oneOf(PRIORITIES, params.get("priority")),
    due: oneOf(DUES, params.get("due")),
    period: oneOf(PERIODS, params.get("period")),
    sort: oneOf(SORTS, params.get("sort")),
    id: text("id"),
  };
}

/** The query of a view, with its question mark and without what is plain. */
export function toQuery(filters: Filters): string {
  const params = new URLSearchParams();
  for (const name of Object.keys(PLAIN) as (keyof Filters)[]) {
    const value = filters[name];
    if (value && value !== PLAIN[name]) params.set(name, value);
  }
  const search = params.toString();
  return search ? `?${search}` : "";
}

export const toAddress = (filters: Filters): string => `/desk${toQuery(filters)}`;

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
