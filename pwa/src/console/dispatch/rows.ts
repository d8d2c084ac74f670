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

export function rowsOf(requests: readonly RequestView[], known: Known, now: number): Row[] {
  const dueOf = dueDays(known.days, known.holidays, known.today);
  return requests.map((request) => {
    const job = jobOf(request, known.jobs);
    const due = dueOf(request);
    const reasons = reasonsOf(request, job, now);
    const hay = haystack(request, known.names.get(request.service_code) ?? request.service_code, known.districts.get(request.district_id ?? "") ?? "");
    return { request, job, due, reasons, queues: queuesOf(request, job, due, reasons), hay };
  });
}
