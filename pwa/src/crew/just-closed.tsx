// After a job was closed: undo while it has not left this phone, correct afterwards, and the next job within the thumb's reach.
import { isOpen } from "@sync/protocol/lifecycle";
import { Icon } from "../design/icon";
import { serviceName } from "../design/service-name";
import { placeLine } from "../design/place-line";
import { workOrders } from "../store";
import type { WorkOrderView } from "../store/views";
import { one } from "../words/crew-job";
import { crew, outcomeName } from "../words/staff";
import { subjectOf } from "./jobs";
import { UndoButton } from "./undo-button";
import "./just-closed.css";

export function JustClosed({ jobId, next }: { jobId: string; next: WorkOrderView | undefined }) {
  const job = workOrders.value.find(({ id }) => id === jobId);
  if (!job?.outcome) return null;
  const subject = subjectOf(job);
  const what = subject ? serviceName(subject.service_code) : crew.job;
  return (
    <section class="notice notice-done just-closed" role="status">
      <p>
        <Icon name="circle-check" />
        <strong>{isOpen("work_order", job.status) ? `${what}: ${outcomeName(job.outcome)}` : one.closed(what)}</strong>
      </p>
      <UndoOrCorrect job={job} />
      {next ? (
        <a class="button button-primary" href={`/crew/jobs/${next.id}`}>
          {`${one.next}: ${next.request ? serviceName(next.request.service_code) : crew.job}, ${placeLine(next.request?.place)}`}
        </a>
      ) : (
        <p>{one.noNext}</p>
      )}
    </section>
  );
}

/** One of the two is always there for who closed it. */
export function UndoOrCorrect({ job }: { job: WorkOrderView }) {
  return (
    <UndoButton
      on={`wo/${job.id}`}
      otherwise={
        job.outcome && (
          <a class="button" href={`/crew/jobs/${job.id}/correct`}>
            <Icon name="pencil" />
            {one.correct.open}
          </a>
        )
      }
    />
  );
}
