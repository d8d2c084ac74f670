// What else this phone holds of the place of a job: other reports at the same asset or within a few steps. Pure.
import type { RequestView, WorkOrderView } from "../store/views";
import { distanceM, pointOf } from "./jobs";

/** Twice the error of a phone's fix among houses. */
const NEAR_M = 30;

export interface Other {
  request: RequestView;
  /** null: at the same asset, wherever its point lies. */
  metres: number | null;
}

/** Newest first; what the job itself serves is not in it. */
export function othersAt(job: WorkOrderView, requests: readonly RequestView[]): Other[] {
  const point = pointOf(job.request?.place);
  const asset = job.request?.place.asset_id ?? null;
  return requests
    .filter(({ id }) => !job.request_ids.includes(id))
    .flatMap((request): Other[] => {
      if (asset !== null && request.place.asset_id === asset) return [{ request, metres: null }];
      const other = pointOf(request.place);
      const metres = point && other ? distanceM(point, other) : Infinity;
      return metres <= NEAR_M ? [{ request, metres }] : [];
    })
    .sort((a, b) => Date.parse(b.request.requested_at) - Date.parse(a.request.requested_at));
}

/** The requests that a job serves beside its first. */
export const alsoServed = (job: WorkOrderView, requests: readonly RequestView[]): RequestView[] =>
  requests.filter(({ id }) => job.request_ids.includes(id) && id !== job.request?.id);
