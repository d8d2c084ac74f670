// Whether this phone is so full that it may throw saved work away. Unknown counts as no.
import { signal, type ReadonlySignal } from "@preact/signals";

const low = signal(false);
export const storageLow: ReadonlySignal<boolean> = low;

const NEARLY = 0.8;

/** Asks the browser. Cheap; called after each change of the outbox. */
export async function lookAtStorage(): Promise<void> {
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  low.value = usage !== undefined && quota !== undefined && quota > 0 && usage / quota > NEARLY;
}
