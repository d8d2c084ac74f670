// Where the crew stands, for the order of its list. Asked of the phone only on a tap, or when the person allowed it before.
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Point } from "./jobs";

const now = signal<Point | null>(null);
const lost = signal(false);
export const position: ReadonlySignal<Point | null> = now;
/** True when it was asked for and the phone could not tell. */
export const positionLost: ReadonlySignal<boolean> = lost;

export const findPosition = (): Promise<Point | null> =>
  new Promise((resolve) => {
    if (!("geolocation" in navigator)) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        now.value = { lat: coords.latitude, lon: coords.longitude };
        lost.value = false;
        resolve(now.value);
      },
      () => {
        lost.value = true;
        resolve(null);
      },
      { timeout: 10_000, maximumAge: 60_000 },
    );
  });

/** Without a question: only where the person said yes before. */
export async function findPositionIfAllowed(): Promise<void> {
  const asked = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  if (asked?.state === "granted") await findPosition();
}
