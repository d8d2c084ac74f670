// The order of a crew's day: asked of the city, kept on the phone, and what somebody put in order by hand over it.
import { computed, type ReadonlySignal } from "@preact/signals";
import { ask } from "./asking";
import { kept } from "./kept";
import type { Tour } from "./tour-order";

export type { Tour, TourLeg } from "./tour-order";

/** `hand` is null while nobody has put the jobs in another order. */
interface Day {
  tour: Tour | null;
  hand: string[] | null;
}

const day = kept<Day>("crew/tour");
const now = (): Day => day.value.value ?? { tour: null, hand: null };

/** The last tour that this phone heard of; null before the first. */
export const tour: ReadonlySignal<Tour | null> = computed(() => now().tour);
/** Work order ids as somebody put them; null: as the tour has them. */
export const handOrder: ReadonlySignal<string[] | null> = computed(() => now().hand);

/** A new tour, from a point where it begins or from wherever is best. What was put in order by hand stays. Rejects with a
 * Refused, whose code is "offline" without a connection; the tour of before stays. */
export const askForTour = (at: { lat: number; lon: number } | null): Promise<void> =>
  day.refresh(async () => {
    const made = await ask<Tour>("GET", at === null ? "/tours/today" : `/tours/today?lat=${round(at.lat)}&lon=${round(at.lon)}`);
    return { tour: made, hand: now().hand };
  });

/** Resolves when it is on disk. */
export const setOrder = (ids: string[]): Promise<void> => day.keep({ ...now(), hand: ids });

/** Back to the tour. */
export const clearOrder = (): Promise<void> => day.keep({ ...now(), hand: null });

/** Some ten metres: nearer nobody need know where a crew stands. */
const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;
