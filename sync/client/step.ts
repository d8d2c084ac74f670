// step(state, now): the whole scheduling of the engine as one pure function. Every answer either does something, arms a
// timer, or names a blocker that a person can see (SYNC-060): nothing is ever tried once and then forgotten.
import type { ProblemCode } from "../protocol/outcomes";

const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;
/** Nobody waits longer than this on purpose: a moment further away was set by a wrong clock (SYNC-065). */
const TOO_FAR_MS = 3_700_000;

/** Without a sign-in, or as a copy of another phone (SYNC-016), there is nobody to ask for. Every other blocker stops the ops alone (SYNC-060). */
export const STOPS_ALL: ReadonlySet<string> = new Set(["sign_in_required", "device_revoked", "device_fork"]);

/** What is known between two steps. Kept in memory: after a restart everything is tried at once. */
export interface Pace {
  failures: number;
  /** Not before this moment, after a failure. */
  exchangeAt: number;
  uploadFailures: number;
  uploadAt: number;
  /** The next look for changes of others. */
  pollAt: number;
  blocker: ProblemCode | "blocked_by_server" | null;
  /** A blocker is looked at again then: the server may have been updated. */
  unblockAt: number | null;
  /** The last page said that there is more. */
  more: boolean;
}

export interface Work {
  outbox: number;
  /** Photos whose op was answered and whose bytes are still only here. */
  uploads: number;
}

export type Action =
  | { do: "exchange" }
  /** An exchange without ops: they are held back, news is not. */
  | { do: "pull" }
  | { do: "upload" }
  | { do: "wait"; until: number }
  | { do: "blocked"; reason: NonNullable<Pace["blocker"]>; until: number | null };

export const START: Pace = {
  failures: 0,
  exchangeAt: 0,
  uploadFailures: 0,
  uploadAt: 0,
  pollAt: 0,
  blocker: null,
  unblockAt: null,
  more: false,
};

export function step(pace: Pace, work: Work, now: number): Action {
  const isDue = (at: number): boolean => now >= at || at - now > TOO_FAR_MS;
  const { blocker, unblockAt } = pace;
  if (blocker !== null && (unblockAt === null || !isDue(unblockAt))) {
    if (STOPS_ALL.has(blocker)) return { do: "blocked", reason: blocker, until: unblockAt };
    const behind = step({ ...pace, blocker: null }, { ...work, outbox: 0 }, now);
    if (behind.do === "exchange") return { do: "pull" };
    if (behind.do !== "wait") return behind;
    return { do: "blocked", reason: blocker, until: Math.min(behind.until, unblockAt ?? Infinity) };
  }
  const wanted = work.outbox > 0 || pace.more ? pace.exchangeAt : Math.max(pace.exchangeAt, pace.pollAt);
  if (isDue(wanted)) return { do: "exchange" };
  if (work.uploads > 0 && isDue(pace.uploadAt)) return { do: "upload" };
  return { do: "wait", until: work.uploads > 0 ? Math.min(wanted, pace.uploadAt) : wanted };
}

/** Full jitter: a random wait below a bound that doubles, so that a thousand phones do not come back as one. */
export const backoff = (failures: number, random: number): number =>
  FIRST_MS / 2 + random * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20));
