// A report as the desk lists it: with its work order, its day, and why somebody should look. Pure.
import type { RequestView, WorkOrderView } from "../../store/views";
import { dueDays, type Due } from "./due";
import { haystack } from "./filters";
import { jobOf, queuesOf, type QueueId } from "./queues";
import { reasonsOf, type Reason } from "./review";

export interface Row {
  request: RequestView;
  job: WorkOrderView | undefined;
  due: Due | null;
  reasons: Reason[];
  queues: QueueId[];
  /** What typed words are looked for in. */
  hay: string;
}

export interface Known {
  jobs: ReadonlyMap<string, WorkOrderView>;
  /** By the service's code. */
  names: ReadonlyMap<string, string>;
  days: ReadonlyMap<string, number>;
  /** By the district's id. */
  districts: ReadonlyMap<string, string>;
  holidays: readonly string[];
  today: string;
}

/** `before` are rows that were made with the same of everything but the jobs: what has not changed since is taken as it was. */
export function rowsOf(requests: readonly RequestView[], known: Known, now: number, before?: ReadonlyMap<string, Row>): Row[] {
  const dueOf = dueDays(known.days, known.holidays, known.today);
  return requests.map((request) => {
    const job = jobOf(request, known.jobs);
    const old = before?.get(request.id);
    if (old && isSame(old.request, request) && isSame(old.job, job)) return old;
    const due = dueOf(request);
    const reasons = reasonsOf(request, job, now);
    const hay = haystack(request, known.names.get(request.service_code) ?? request.service_code, known.districts.get(request.district_id ?? "") ?? "");
    return { request, job, due, reasons, queues: queuesOf(request, job, due, reasons), hay };
  });
}

type Thing = RequestView | WorkOrderView | undefined;

/** A thing of the same version that nobody here has touched; what is only predicted changes its state or its crew. */
function isSame(old: Thing, now: Thing): boolean {
  if (old === undefined || now === undefined) return old === now;
  const isSent = old.progress.state === "sent" && now.progress.state === "sent";
  return isSent && old.ver === now.ver && old.status === now.status && old.crew_id === now.crew_id && old.history.length === now.history.length;
}
