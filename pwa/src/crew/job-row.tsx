// One job in the list: the photo, what, where, and where our own work on it stands. The whole row is the link.
import { Icon } from "../design/icon";
import { OwnWork } from "../design/own-work";
import { PhotoFrame } from "../design/photo-frame";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import type { WorkOrderView } from "../store/views";
import { crew, outcomeName, shared } from "../words/staff";
import { isNew } from "./jobs";

const ICONS: Record<string, string> = { started: "hammer", blocked: "package", done: "check", cancelled: "ban" };

export function JobRow({ job, awayM }: { job: WorkOrderView; awayM: number | null }) {
  const { request } = job;
  const photo = request?.photos.find((each) => each.role === "report");
  const service = request ? serviceName(request.service_code) : crew.job;
  const where = placeLine(request?.place) || shared.noPlace;
  return (
    <li>
      <a class="row job-row" href={`/crew/jobs/${job.id}`}>
        {photo && <PhotoFrame photo={photo} alt={crew.beforeAlt(service)} size="small" />}
        <span class="grow job-words">
          <span class="job-what">{service}</span>
          <span>{awayM === null ? where : `${where} · ${shared.away(awayM)}`}</span>
          <JobTag job={job} />
        </span>
        <Icon name="chevron-right" />
      </a>
      <OwnWork progress={job.progress} reference={request?.reference} />
    </li>
  );
}

function JobTag({ job }: { job: WorkOrderView }) {
  if (isNew(job)) return <span class="tag tag-new">{crew.isNew}</span>;
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
