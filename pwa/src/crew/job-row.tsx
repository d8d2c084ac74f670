// One job in the list: the photo, what, where, and where our own work on it stands. The whole row is the link.
import { isOpen } from "@sync/protocol/lifecycle";
import { Icon } from "../design/icon";
import { OwnWork } from "../design/own-work";
import { PhotoFrame } from "../design/photo-frame";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import type { WorkOrderView } from "../store/views";
import { day } from "../words/crew-day";
import { crew, outcomeName, shared } from "../words/staff";
import { DueLine } from "./due-line";
import { isNew, subjectOf } from "./jobs";
import "./job-row.css";

const ICONS: Record<string, string> = { started: "hammer", blocked: "package", done: "check", cancelled: "ban" };

interface Props {
  job: WorkOrderView;
  awayM?: number | null;
  /** From the stop before on the route, metres; said where this phone does not know how far it is from here. */
  legM?: number | null | undefined;
  /** It came after the crew laid its order. */
  cameLater?: boolean;
}

export function JobRow({ job, awayM = null, legM, cameLater = false }: Props) {
  const { request } = job;
  const photo = request?.photos.find((each) => each.role === "report");
  const subject = subjectOf(job);
  const service = subject ? serviceName(subject.service_code) : crew.job;
  const where = placeLine(subject?.place) || shared.noPlace;
  return (
    <li>
      <a class="row job-row" href={`/crew/jobs/${job.id}`}>
        {photo && <PhotoFrame photo={photo} alt={crew.beforeAlt(service)} size="small" />}
        <span class="grow job-words">
          <span class="job-what">{service}</span>
          <span class="job-where">{where}</span>
          <span class="job-facts">
            {awayM !== null && <span>{shared.away(awayM)}</span>}
            {awayM === null && legM != null && <span>{day.leg(legM)}</span>}
            {isOpen("work_order", job.status) && <DueLine request={request} />}
          </span>
          <JobTag job={job} cameLater={cameLater} />
        </span>
        <Icon name="chevron-right" />
      </a>
      <OwnWork progress={job.progress} reference={subject?.reference} />
    </li>
  );
}

function JobTag({ job, cameLater }: { job: WorkOrderView; cameLater: boolean }) {
  if (isNew(job) || (cameLater && job.status === "assigned")) return <span class="tag tag-new">{crew.isNew}</span>;
  if (job.status === "assigned") return null;
  const done = job.status === "done" && job.outcome ? outcomeName(job.outcome) : (crew.status[job.status] ?? job.status);
  return (
    <span class="job-done">
      <span class={`tag tag-${job.status}`}>
        <Icon name={ICONS[job.status] ?? "circle-dot"} />
        {done}
      </span>
      {job.closed_at && shared.clock(job.closed_at)}
    </span>
  );
}
