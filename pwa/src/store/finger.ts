// Whether a finger is on the screen. What comes by itself waits until it is lifted: it would push away what the finger
// was put on, and the tap would go to nothing, or to what has come in its place.
import { signal, type ReadonlySignal } from "@preact/signals";

/** Nobody may have seen it lifted, over a menu of the browser say: it holds nothing up for longer. */
const LONGEST_MS = 10_000;
/** A tap comes a moment after its finger is lifted. */
const TAP_MS = 100;

const down = signal(false);
export const isPressed: ReadonlySignal<boolean> = down;

let waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout>;

/** Does it at once unless a finger is down. */
export function whenLifted(work: () => void): void {
  if (down.peek()) waiting.push(work);
  else work();
}

function lift(): void {
  clearTimeout(timer);
  down.value = false;
  const due = waiting;
  waiting = [];
  for (const work of due) work();
}

function liftIn(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(lift, ms);
}

/** Call once. */
export function watchFinger(): void {
  addEventListener("pointerdown", () => {
    down.value = true;
    liftIn(LONGEST_MS);
  });
  addEventListener("pointerup", () => liftIn(TAP_MS));
  addEventListener("pointercancel", lift);
  addEventListener("click", lift);
}
