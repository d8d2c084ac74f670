// What is known of the surroundings, and how far looking has come. Looks only when it is asked to.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { whereAmI } from "../place/where";
import { session } from "../store";
import { askAround, lastAround, type Around } from "../store/around";

export type Looking = "idle" | "finding" | "asking" | "denied" | "failed" | "unreachable";

const known = signal<Around | null>(null);
const now = signal<Looking>("idle");
/** The last answer; null before there was one on this phone. */
export const around: ReadonlySignal<Around | null> = known;
export const looking: ReadonlySignal<Looking> = now;

export const isBusy = (at: Looking): boolean => at === "finding" || at === "asking";

/** Somebody else uses this phone from here on: where the one before looked is none of theirs. */
computed(() => session.value?.name).subscribe(() => {
  known.value = null;
  now.value = "idle";
});

/** Shows what this phone knew last, until it knows better. */
export async function recall(): Promise<void> {
  if (known.peek() === null) known.value = await lastAround();
}

export async function lookAround(): Promise<void> {
  if (isBusy(now.peek())) return;
  now.value = "finding";
  const point = await whereAmI();
  if (point === "denied" || point === "failed") {
    now.value = point;
    return;
  }
  now.value = "asking";
  const found = await askAround(point);
  if (found) known.value = found;
  now.value = found ? "idle" : "unreachable";
}
