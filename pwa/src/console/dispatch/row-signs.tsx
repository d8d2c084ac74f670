// The small signs at the end of a report's row: changed just now, not sent yet, and how far its job is on its way.
import { useComputed } from "@preact/signals";
import { Icon } from "../../design/icon";
import { crewsSeen } from "../../store/desk-crews";
import type { RequestView, WorkOrderView } from "../../store/views";
import { liveWords } from "../../words/desk-live";
import { desk, shared } from "../../words/staff";
import { DELIVERY_ICONS, delivered } from "./delivery";
import { marked } from "./live-board";

export function RowSigns({ request, job }: { request: RequestView; job: WorkOrderView | undefined }) {
  const isMarked = useComputed(() => marked.value.has(request.id));
  const delivery = delivered(job, crewsSeen.value, shared.clock);
  const unsent = isUnsent(request) || (job !== undefined && isUnsent(job));
  return (
    <>
      {isMarked.value && <span class="row-changed">{liveWords.changed}</span>}
      {unsent && <Sign icon="upload" text={desk.unsent} />}
      {delivery && !unsent && <Sign icon={DELIVERY_ICONS[delivery.state]} text={delivery.text} />}
    </>
  );
}

const WAITS = new Set(["queued", "sending", "waiting", "photos_pending"]);
const isUnsent = ({ progress }: RequestView | WorkOrderView): boolean => WAITS.has(progress.state);

function Sign({ icon, text }: { icon: string; text: string }) {
  return (
    <span class="row-sign" title={text}>
      <Icon name={icon} label={text} />
    </span>
  );
}
