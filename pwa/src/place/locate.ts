// The position at the moment of the photo: asked once, the best answer within ten seconds kept, never waited for by anybody.
import { signal, type ReadonlySignal } from "@preact/signals";

export interface Fix {
  lat: number;
  lon: number;
  accuracy_m: number;
}

/** "looking" may already carry a fix that is still getting better. */
export type Locating =
  | { state: "idle" | "denied" | "failed"; fix: null }
  | { state: "looking"; fix: Fix | null }
  | { state: "found"; fix: Fix };

const PATIENCE_MS = 10_000;
/** Good enough to stop asking. */
const SHARP_M = 12;
/** The browser's code for "the person said no". */
const DENIED = 1;

const now = signal<Locating>({ state: "idle", fix: null });
export const locating: ReadonlySignal<Locating> = now;

let stopLast = (): void => undefined;

/** Starts to look, anew when it was looking already. Answers through `locating`; `onFix` hears each better one. */
export function locate(onFix: (fix: Fix) => void = () => undefined): void {
  stopLast();
  if (!("geolocation" in navigator)) {
    now.value = { state: "failed", fix: null };
    return;
  }
  now.value = { state: "looking", fix: null };
  const end = (code?: number): void => {
    stopLast();
    const { fix } = now.peek();
    now.value = fix ? { state: "found", fix } : { state: code === DENIED ? "denied" : "failed", fix: null };
  };
  const watch = navigator.geolocation.watchPosition(
    ({ coords }) => {
      const fix = { lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy };
      const best = now.peek().fix;
      if (!best || fix.accuracy_m < best.accuracy_m) {
        now.value = { state: "looking", fix };
        onFix(fix);
      }
      if (fix.accuracy_m <= SHARP_M) end();
    },
    (error) => {
      // A late error must not take away a fix that is there already.
      if (error.code === DENIED || !now.peek().fix) end(error.code);
    },
    { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
  );
  // Nothing yet: say so, but keep listening, as the person may still be answering the browser's question.
  const timer = setTimeout(() => {
    if (now.peek().fix) end();
    else now.value = { state: "failed", fix: null };
  }, PATIENCE_MS);
  stopLast = () => {
    clearTimeout(timer);
    navigator.geolocation.clearWatch(watch);
    stopLast = () => undefined;
  };
}

/** Stops looking and forgets: for the start of another report. */
export function forgetFix(): void {
  stopLast();
  now.value = { state: "idle", fix: null };
}
