// A moment, in the reader's own time zone and near words ("today, 14:05").
import { showDate, showWhen } from "../words/numbers";

/** `at` is an ISO time or epoch milliseconds. `dateOnly` leaves the hour out. */
export function When({ at, dateOnly }: { at: string | number; dateOnly?: boolean }) {
  const moment = new Date(at);
  return <time dateTime={moment.toISOString()}>{dateOnly ? showDate(moment) : showWhen(moment)}</time>;
}
