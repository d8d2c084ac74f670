// The bright theme of crews: one tap for full sun, kept on this device. A phone that is dark at night stays so without it.
import { signal, type ReadonlySignal } from "@preact/signals";
import "./bright.css";

const KEY = "bright";
const now = signal(false);
export const bright: ReadonlySignal<boolean> = now;

export function setBright(on: boolean): void {
  now.value = on;
  if (on) localStorage.setItem(KEY, "yes");
  else localStorage.removeItem(KEY);
  document.documentElement.toggleAttribute("data-bright", on);
}

/** As it was chosen last. Call when a crew's screen is loaded. */
export const recallBright = (): void => setBright(localStorage.getItem(KEY) !== null);
