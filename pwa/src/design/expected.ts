// By which day the city means to have a report done, and whether that day has passed (SYNC-092). Pure.
import { expectedOn } from "@sync/protocol/expected";
import { isOpen } from "@sync/protocol/lifecycle";
import type { RequestDoc } from "@sync/protocol/messages";

export interface Expected {
  /** As in "2026-12-01". */
  day: string;
  isLate: boolean;
}

/** As in "2026-12-01": that language writes dates as ISO does. A day is over when it is over here. */
export const localDay = (now: number): string => new Date(now).toLocaleDateString("sv-SE");

/** `days` is the service's; null where nothing was promised, or is any more: of a duplicate the other one counts. */
export function expectedOf(
  { status, requested_at: at, duplicate_of: other }: Pick<RequestDoc, "status" | "requested_at" | "duplicate_of">,
  days: number | null | undefined,
  now: number,
  /** The city's, as in "2026-11-26". */
  holidays: readonly string[] = [],
): Expected | null {
  if (days == null || other || !isOpen("request", status)) return null;
  const day = expectedOn(at, days, holidays);
  return { day, isLate: localDay(now) > day };
}
