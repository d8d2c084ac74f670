// The day on which the city means to have something done (SYNC-092). Pure; twin of expected.py.
const DAY_MS = 86_400_000;

/**
 * The last of so many working days after the UTC day of `requestedAt`, which is not counted itself, as in "2026-11-25".
 * Saturdays, Sundays and `holidays` are no working days.
 */
export function expectedOn(requestedAt: string, days: number, holidays: readonly string[] = []): string {
  let at = Date.parse(requestedAt);
  for (let left = days; left > 0; ) {
    at += DAY_MS;
    const isWeekend = new Date(at).getUTCDay() % 6 === 0;
    if (!isWeekend && !holidays.includes(dayOf(at))) left -= 1;
  }
  return dayOf(at);
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
