// What a screen keeps on this device for whoever uses it: a signal over one draft, read anew when somebody else signs in.
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { deleteDraft, getDraft, putDraft, ready, session } from "./index";

export interface Kept<T> {
  /** null: nothing is kept, or the disk is not read yet. */
  value: ReadonlySignal<T | null>;
  /** Shows it at once; resolves when it is on disk. */
  keep: (value: T | null) => Promise<void>;
  /** Asks, and keeps the answer unless somebody else uses this device by then. Rejects as `ask` does. */
  refresh: (ask: () => Promise<T>) => Promise<void>;
}

/** Where it lies. */
export interface KeptIn {
  get: <T>(key: string) => Promise<T | null>;
  put: (key: string, value: unknown) => Promise<void>;
  drop: (key: string) => Promise<void>;
}

/** With the work of whoever is signed in: it goes when they sign out. */
const drafts: KeptIn = { get: getDraft, put: putDraft, drop: deleteDraft };

export function kept<T>(key: string, place: KeptIn = drafts): Kept<T> {
  const value = signal<T | null>(null);
  let whose: string | null = null;
  effect(() => {
    const now = ready.value ? JSON.stringify(session.value) : null;
    if (now === whose) return;
    whose = now;
    value.value = null;
    if (now === null) return;
    void place.get<T>(key).then((found) => {
      // What was asked for meanwhile is newer.
      if (whose === now && value.peek() === null) value.value = found;
    }, () => undefined); // Somebody signs out just now.
  });
  const keep = async (next: T | null): Promise<void> => {
    value.value = next;
    await (next === null ? place.drop(key) : place.put(key, next));
  };
  const refresh = async (ask: () => Promise<T>): Promise<void> => {
    const asker = whose;
    const answer = await ask();
    if (asker === whose) await keep(answer);
  };
  return { value, keep, refresh };
}
