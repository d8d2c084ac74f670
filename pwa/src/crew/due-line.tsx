// By which day a job is meant to be done; late is said in words, with a sign.
import { expectedOf, localDay } from "../design/expected";
import { Icon } from "../design/icon";
import { city, services } from "../store";
import type { RequestView } from "../store/views";
import { day } from "../words/crew-day";
import "./due-line.css";

export function DueLine({ request }: { request: RequestView | null }) {
  const days = services.value.find(({ id }) => id === request?.service_code)?.expected_days;
  const now = Date.now();
  const found = request && expectedOf(request, days, now, city.value?.holidays);
  if (!found) return null;
  const text = found.isLate ? day.due.late(found.day) : found.day === localDay(now) ? day.due.today : day.due.by(found.day);
  return (
    <span class={found.isLate ? "due due-late" : "due"}>
      {found.isLate && <Icon name="triangle-alert" />}
      {text}
    </span>
  );
}
