// What others changed while this desk is open, for as long as it is news.
import { computed, effect, signal, untracked } from "@preact/signals";
import { ready, requests, session, syncedAt, updating, workOrders } from "../../store";
import { jobs } from "./board";
import { type Change, type Seen, changesSince, seenNow } from "./live-changes";

/** How long a row stays marked. */
const MARKED_MS = 8_000;
/** How many lines are kept: those of what is looked at, and a few more. */
const MOST = 200;

export interface Heard extends Change {
  heardAt: number;
}

const heard = signal<Heard[]>([]);
const clock = signal(0);

/** Newest first. */
export const news = computed<Heard[]>(() => [...heard.value].reverse());

/** The reports whose rows are marked just now. */
export const marked = computed<ReadonlySet<string>>(
  () => new Set(heard.value.filter(({ heardAt }) => heardAt > clock.value - MARKED_MS).map(({ requestId }) => requestId)),
);

/** Listens until the returned function is called. What came while nobody looked is no news. */
export function hearChanges(): () => void {
  let seen: Seen | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const [now, work] = [requests.value, workOrders.value];
    if (!ready.value || session.value === null || syncedAt.value === null) {
      seen = null;
      return;
    }
    untracked(() => {
      const before = seen;
      seen = seenNow(now, work);
      if (before === null || updating.value) return;
      const changes = changesSince(before, now, jobs.value, session.value?.name ?? "");
      if (changes.length === 0) return;
      clock.value = Date.now();
      heard.value = [...heard.value, ...changes.map((change) => ({ ...change, heardAt: clock.value }))].slice(-MOST);
      clearTimeout(timer);
      timer = setTimeout(() => {
        clock.value = Date.now();
      }, MARKED_MS);
    });
  });
  return () => {
    stop();
    clearTimeout(timer);
    heard.value = [];
  };
}
