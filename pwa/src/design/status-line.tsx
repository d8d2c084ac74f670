// Where a service request stands, with icon, words and colour.
import type { RequestView } from "../store/views";
import { crewName } from "./crew-name";
import { Icon } from "./icon";
import { standingOf } from "./standing-of";
import { statusWords } from "./request-status";

export function StatusLine({ request }: { request: RequestView }) {
  const { icon, tone, text } = statusWords({ ...request, status: standingOf(request) }, crewName(request.crew_id));
  return (
    <p class={`state state-${tone} status-line`}>
      <Icon name={icon} />
      <span>{text}</span>
    </p>
  );
}
