// The rows of the list: which, in what words, and where each leads. Pure.
import type { AroundDoc } from "@sync/protocol/messages";
import type { RequestView } from "../store/views";
import { near } from "../words/near";
import { words } from "../words/words";

/** The kinds there are among these, each once, in the order of their names. */
export const kindsOf = (docs: AroundDoc[], nameOf: (code: string) => string): { code: string; name: string }[] =>
  [...new Set(docs.map((doc) => doc.service_code))]
    .map((code) => ({ code, name: nameOf(code) }))
    .sort((a, b) => a.name.localeCompare(b.name));

/** `kind` is a service's code, or "" for all. */
export const ofKind = (docs: AroundDoc[], kind: string): AroundDoc[] => docs.filter((doc) => !kind || doc.service_code === kind);

/** "About 120 m away. Reported 3 days ago. 2 more people reported it." */
export function factsOf({ distance_m, reported_at, followers }: AroundDoc): string {
  const say = words.nearby;
  const facts = [say.where(distance_m), say.reported(reported_at)];
  if (followers) facts.push(say.others(followers));
  return `${facts.join(". ")}.`;
}

export const standsAt = ({ fixed, status }: AroundDoc): string => (fixed ? near.fixed : words.status[status] ?? status);

/** With what is public of it, so that joining it needs no network. */
export const sameAddress = ({ reference, service_code, lat, lon }: AroundDoc): string =>
  `/report?${new URLSearchParams({ same: reference, service: service_code, lat: String(lat), lon: String(lon) })}`;

/** This phone's own report of it, if there is one. */
export const ownOf = (doc: AroundDoc, mine: RequestView[]): RequestView | undefined =>
  mine.find(({ reference }) => reference === doc.reference);
