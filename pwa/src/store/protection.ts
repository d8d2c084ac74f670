// Whether the browser has promised to keep this app's data. A hope more than a promise: most say no until the app is
// installed, and some are not asked at all. Only a page may ask, and only when there is something to lose.
import { signal, type ReadonlySignal } from "@preact/signals";

const now = signal<boolean | null>(null);
/** null while nobody knows. */
export const isProtected: ReadonlySignal<boolean | null> = now;

/** What the browser said earlier, without asking the person. */
export async function lookAtProtection(): Promise<void> {
  now.value = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
}

/** Asks for the promise; some browsers ask the person. Once a page is enough. */
export async function askForProtection(): Promise<void> {
  if (now.peek() === true || asked) return;
  asked = true;
  now.value = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

let asked = false;
