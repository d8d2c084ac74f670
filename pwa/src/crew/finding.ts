// Something else that a crew found: what is kept of it before it is sent, and what goes out. Pure.
import type { Place, Photo, WorkOrderView } from "../store/views";

export interface FoundDraft {
  /** Of the service request that it will be: sent from two tabs it is one. Absent where the version before kept it. */
  id?: string;
  photos: Photo[];
  serviceCode: string | null;
  /** The phone's own fix at the shutter; null where it had none. */
  fix: Place | null;
  /** Typed, where neither fix nor job says where it is. */
  where: string;
}

export const foundKey = (jobId: string | null): string => `found:${jobId ?? ""}`;

export const beginFound = (): FoundDraft => ({ id: crypto.randomUUID(), photos: [], serviceCode: null, fix: null, where: "" });

export const isFoundWorthKeeping = ({ photos, serviceCode, where }: FoundDraft): boolean =>
  photos.length > 0 || serviceCode !== null || where.trim() !== "";

/** Rougher than this, the place of the job says more. */
const ROUGH_M = 60;

/** Where it is: the fix at the shutter, else the place of the job, else what was typed; null when nothing says it. */
export function placeOf({ fix, where }: FoundDraft, job: WorkOrderView | null): Place | null {
  const typed = where.trim();
  const known = job?.request?.place ?? null;
  if (fix && (known === null || (fix.accuracy_m ?? 0) <= ROUGH_M)) return typed ? { ...fix, text: typed } : fix;
  // The asset is the job's own: what else was found there is another thing.
  if (known) return { ...known, asset_id: null };
  return typed ? { source: "typed", text: typed } : null;
}

/** What keeps it from being sent, the first thing first. */
export const lacks = (draft: FoundDraft, job: WorkOrderView | null): "photo" | "kind" | "place" | null =>
  draft.photos.length === 0 ? "photo" : draft.serviceCode === null ? "kind" : placeOf(draft, job) === null ? "place" : null;
