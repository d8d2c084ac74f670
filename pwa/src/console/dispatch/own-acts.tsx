// Where this desk's own unsent or refused acts on a report stand.
import { OwnWork } from "../../design/own-work";
import type { Progress, RequestView, WorkOrderView } from "../../store/views";

export function OwnActs({ request, job }: { request: RequestView; job: WorkOrderView | undefined }) {
  const all: Progress[] = job ? [request.progress, job.progress] : [request.progress];
  const telling = all.find((progress) => progress.state !== "sent");
  return telling ? <OwnWork progress={telling} reference={request.reference} /> : null;
}
