// One job: the photo of the problem, the place, what people said, and the next act within the thumb's reach.
import { BeforeAfter } from "../design/before-after";
import { CurbLine } from "../design/curb-line";
import { Icon } from "../design/icon";
import { LettersOn } from "../design/letters-on";
import { OwnWork } from "../design/own-work";
import { serviceName } from "../design/service-name";
import { StaffStory } from "../design/staff-story";
import { workStory } from "../design/work-story";
import { isOpen } from "@sync/protocol/lifecycle";
import { show } from "@sync/protocol/reference";
import { workOrders } from "../store";
import type { WorkOrderView } from "../store/views";
import { closedJob } from "../words/crew-closed";
import { crew } from "../words/staff";
import { FoundButton } from "./found-button";
import { JobActs } from "./job-acts";
import { JobAround } from "./job-around";
import { JobClosings } from "./job-closings";
import { JobFacts } from "./job-facts";
import { JobPlace } from "./job-place";
import { subjectOf } from "./jobs";
import { UndoOrCorrect } from "./just-closed";
import "./job.css";

export function Job({ jobId, crewId }: { jobId: string; crewId: string | null }) {
  const job = workOrders.value.find((each) => each.id === jobId);
  return (
    <>
      <a class="button button-quiet back" href="/crew">
        <Icon name="arrow-left" />
        {crew.backToToday}
      </a>
      {job ? <Found job={job} isOurs={job.crew_id === crewId} /> : <Gone />}
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

function Found({ job, isOurs }: { job: WorkOrderView; isOurs: boolean }) {
  const { request } = job;
  const subject = subjectOf(job);
  const service = subject ? serviceName(subject.service_code) : crew.job;
  return (
    <>
      <h1 tabIndex={-1}>{service}</h1>
      {job.progress.state !== "refused" && <OwnWork progress={job.progress} reference={subject?.reference} />}
      {!isOurs && <p class="notice">{closedJob.anothers}</p>}
      <LettersOn things={[`wo/${job.id}`, `request/${request?.id}`]} />
      <BeforeAfter
        before={request?.photos.filter((photo) => photo.role !== "evidence") ?? []}
        after={job.photos}
        service={service}
        none={crew.noPhoto}
      />
      <JobPlace job={job} />
      <JobFacts job={job} />
      {request && <CurbLine status={request.status} />}
      {request?.description && (
        <section class="card stack stack-tight">
          <h2>{crew.said}</h2>
          <p class="said">{request.description}</p>
        </section>
      )}
      <JobClosings job={job} />
      {isOurs && <JobAround job={job} />}
      <StaffStory entries={workStory(request, job)} title={crew.happened} />
      {subject && <p class="quiet reference">{show(subject.reference)}</p>}
      {isOurs && <FoundButton jobId={job.id} />}
      {isOurs && isOpen("work_order", job.status) ? <JobActs job={job} /> : <UndoOrCorrect job={job} />}
    </>
  );
}
