// What may be the same as the report that is being made: asked once a place and kind, never waited for by anybody.
import { signal, type ReadonlySignal } from "@preact/signals";
import type { AroundDoc } from "@sync/protocol/messages";
import { connection, nearRequests } from "../store";
import type { NearbyDoc, Spot } from "../store/views";
import { lastAround } from "../store/around";
import { change, type Draft } from "./draft";
import { knownNear } from "./known-near";

interface Offer {
  key: string;
  /** null while the city has not answered. */
  found: NearbyDoc[] | null;
}

const current = signal<Offer | null>(null);
export const offer: ReadonlySignal<Offer | null> = current;

/** The kind and point to ask about; null without a point. */
export function spotOf({ place, serviceCode }: Draft): Spot | null {
  if (!serviceCode || place?.lat == null || place.lon == null) return null;
  const asset = place.asset_id ? { asset: place.asset_id } : {};
  const accuracy = place.accuracy_m == null ? {} : { accuracy: place.accuracy_m };
  return { service: serviceCode, lat: place.lat, lon: place.lon, ...accuracy, ...asset };
}

const keyOf = (spot: Spot): string => JSON.stringify(spot);

const seen = signal<readonly AroundDoc[]>([]);

/** Reads what was near when somebody last looked around: what there is to ask without a network. */
export async function recallSeen(): Promise<void> {
  seen.value = (await lastAround())?.reply.around ?? [];
}

const isOnline = (): boolean => connection.value === "online";

/** Whether there is a point in asking now. */
export function canLook(it: Draft): boolean {
  const spot = spotOf(it);
  return spot !== null && (isOnline() || knownNear(spot, seen.value).length > 0);
}

/** Asks, unless it was asked already. Ends when the city has answered, or could not be asked. */
export async function look(it: Draft): Promise<void> {
  const spot = spotOf(it);
  if (!spot) return;
  const key = keyOf(spot);
  if (current.peek()?.key === key) return;
  current.value = { key, found: null };
  const found = (isOnline() ? await nearRequests(spot) : null) ?? knownNear(spot, seen.peek());
  if (current.peek()?.key === key) current.value = { key, found };
}

/** What is offered for this draft: null while nobody knows, empty when there is nothing. */
export function offeredFor(it: Draft): NearbyDoc[] | null {
  const spot = spotOf(it);
  if (!spot) return [];
  return current.value?.key === keyOf(spot) ? current.value.found : null;
}

/** The answer that was given for this place and kind: a reference, null for "mine is different", undefined for none. */
export function answerOf(it: Draft): string | null | undefined {
  const spot = spotOf(it);
  return spot && it.same?.key === keyOf(spot) ? it.same.reference : undefined;
}

/** The draft with an answer; as it is without a point, where nothing can be asked. */
export function answered(it: Draft, reference: string | null): Draft {
  const spot = spotOf(it);
  return spot ? { ...it, same: { key: keyOf(spot), reference } } : it;
}

export function answer(it: Draft, reference: string | null): void {
  const { same } = answered(it, reference);
  if (same) change({ same });
}
