// The browser's offer to install the app: kept until somebody taps for it, for browsers ask at the wrong moment.
import { signal, type ReadonlySignal } from "@preact/signals";

interface Offer extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

const offer = signal<Offer | null>(null);
const installed = signal(false);
/** True while the browser would install it on a tap. */
export const canInstall = (): boolean => offer.value !== null;
export const isInstalled: ReadonlySignal<boolean> = installed;

/** Call once, early: the browser offers it but once a visit. */
export function watchForInstalling(): void {
  installed.value = matchMedia("(display-mode: standalone)").matches;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.value = event as Offer;
  });
  addEventListener("appinstalled", () => {
    offer.value = null;
    installed.value = true;
  });
}

/** Asks the person, in the browser's own words. An offer can be taken up once. */
export async function install(): Promise<void> {
  const now = offer.peek();
  offer.value = null;
  await now?.prompt();
}
