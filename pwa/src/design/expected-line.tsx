// The day by which the city means to have it done, where it says one; late is said in words, with a sign.
import type { RequestDoc } from "@sync/protocol/messages";
import { city, services } from "../store";
import { words } from "../words/words";
import { expectedOf } from "./expected";
import { Icon } from "./icon";

export function ExpectedLine({ request }: { request: RequestDoc }) {
  const service = services.value.find(({ id }) => id === request.service_code);
  const found = expectedOf(request, service?.expected_days, Date.now(), city.value?.holidays);
  if (!found) return null;
  return (
    <p class={found.isLate ? "state state-waiting" : "state state-saved"}>
      <Icon name="clock" />
      <span>{found.isLate ? words.expected.late(found.day) : words.expected.by(found.day)}</span>
    </p>
  );
}
