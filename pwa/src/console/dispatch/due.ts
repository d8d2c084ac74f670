// By which day a report should be done, and how many days are left. Pure; of many reports each day is worked out once.
import { expectedOn } from "@sync/protocol/expected";
import { isOpen } from "@sync/protocol/lifecycle";
import type { RequestDoc } from "../../store/views";

export interface Due {
  /** As in "2026-12-01". */
  day: string;
  /** Calendar days from today: 0 is today, below 0 it is late. */
  left: number;
}

const DAY_MS = 86_400_000;

/** As in "2026-12-01": that language writes dates as ISO does. A day is over when it is over here. */
export const dayHere = (now: number): string => new Date(now).toLocaleDateString("sv-SE");

/** The server writes times in UTC; a phone may not. */
const utcDay = (at: string): string => (at.endsWith("Z") ? at : new Date(at).toISOString()).slice(0, 10);

/** Tells the due day of reports, or null where nothing was promised or nothing is left to do. `daysOf` is the service's
 * promise in working days, `today` as `dayHere` says it. */
export function dueDays(daysOf: ReadonlyMap<string, number>, holidays: readonly string[], today: string) {
  const known = new Map<string, Due>();
  const from = Date.parse(today);
  return ({ status, service_code, requested_at, duplicate_of }: RequestDoc): Due | null => {
    const days = daysOf.get(service_code);
    if (days === undefined || duplicate_of || !isOpen("request", status)) return null;
    const key = `${days} ${utcDay(requested_at)}`;
    let due = known.get(key);
    if (due === undefined) {
      const day = expectedOn(requested_at, days, holidays);
      due = { day, left: Math.round((Date.parse(day) - from) / DAY_MS) };
      known.set(key, due);
    }
    return due;
  };
}
