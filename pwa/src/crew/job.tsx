// One job: the photo of the problem, the place, what people said, and the next act within the thumb's reach.
import { BeforeAfter } from "../design/before-after";
import { CurbLine } from "../design/curb-line";
import { Icon } from "../design/icon";
import { LettersOn } from "../design/letters-on";
import { OwnWork } from "../design/own-work";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import { StaffStory } from "../design/staff-story";
import { workStory } from "../design/work-story";
import { isOpen } from "@sync/protocol/lifecycle";
import { show } from "@sync/protocol/reference";
import { workOrders } from "../store";
import type { RequestView, WorkOrderView } from "../store/views";
import { crew, shared } from "../words/staff";
import { JobActs } from "./job-acts";
import { mapLink } from "./jobs";

export function Job({ jobId }: { jobId: string }) {
  const job = workOrders.value.find((each) => each.id === jobId);
  return (
    <>
      <a class="button button-quiet back" href="/crew">
        <Icon name="arrow-left" />
        {crew.backToToday}
      </a>
      {job ? <Found job={job} /> : <Gone />}
    </>
  );
}

function Gone() {
  return (
    <>
      <h1 tabIndex={-1}>{crew.gone}</h1>
      <p>{crew.goneText}</p>
    </>
  );
}

function Found({ job }: { job: WorkOrderView }) {
  const { request } = job;
  const service = request ? serviceName(request.service_code) : crew.job;
  return (
    <>
      <h1 tabIndex={-1}>{service}</h1>
      {job.progress.state !== "refused" && <OwnWork progress={job.progress} reference={request?.reference} />}
      <LettersOn things={[`wo/${job.id}`, `request/${request?.id}`]} />
      <BeforeAfter
        before={request?.photos.filter((photo) => photo.role !== "evidence") ?? []}
        after={job.photos}
        service={service}
        none={crew.noPhoto}
      />
      <Where request={request} />
      {request && <CurbLine status={request.status} />}
      {request?.description && (
        <section class="card stack stack-tight">
          <h2>{crew.said}</h2>
          <p class="said">{request.description}</p>
        </section>
      )}
      <StaffStory entries={workStory(request, job)} title={crew.happened} />
      {request && <p class="quiet reference">{show(request.reference)}</p>}
      {isOpen("work_order", job.status) && <JobActs job={job} />}
    </>
  );
}

function Where({ request }: { request: RequestView | null }) {
  const link = mapLink(request?.place);
  const near = request?.place.accuracy_m;
  return (
    <div class="where">
      <p>
        <span class="where-words">{placeLine(request?.place) || shared.noPlace}</span>
        {near != null && <span class="quiet">{shared.accuracy(near)}</span>}
        {request?.asset && <span class="quiet">{request.asset}</span>}
      </p>
      {link && (
        <a class="button" href={link}>
          <Icon name="navigation" />
          {crew.navigate}
        </a>
      )}
    </div>
  );
}
