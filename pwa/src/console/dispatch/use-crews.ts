// Asks what the crews' phones hold when there may be news of it, and no more often than it is worth.
import { useEffect } from "preact/hooks";
import { connection, ready, syncedAt } from "../../store";
import { askForCrews } from "../../store/desk-crews";

/** A poke often brings another: phones take a moment to fetch what was assigned. */
const PAUSE_MS = 10_000;

export function useCrews(): void {
  const at = syncedAt.value;
  const isOnline = connection.value === "online";
  useEffect(() => {
    if (!ready.value || !isOnline) return undefined;
    const wait = Math.max(0, askedAt + PAUSE_MS - Date.now());
    const timer = setTimeout(() => {
      askedAt = Date.now();
      void askForCrews().catch(() => undefined); // What was known before stays, with its age.
    }, wait);
    return () => clearTimeout(timer);
  }, [at, isOnline]);
}

let askedAt = 0;
