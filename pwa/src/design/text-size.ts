// How large this person wants the words: all sizes follow, for they are in rem. Kept in this browser.
import { signal, type ReadonlySignal } from "@preact/signals";

export const SIZES = ["normal", "large", "huge"] as const;
export type TextSize = (typeof SIZES)[number];

const KEY = "text-size";
const now = signal<TextSize>("normal");
export const textSize: ReadonlySignal<TextSize> = now;

/** As it was chosen last. Call before the first drawing. */
export function recallTextSize(): void {
  setTextSize(SIZES.find((one) => one === localStorage.getItem(KEY)) ?? "normal");
}

export function setTextSize(chosen: TextSize): void {
  now.value = chosen;
  localStorage.setItem(KEY, chosen);
  document.documentElement.dataset["text"] = chosen;
}
