// The half-done correction of a closed job, and what of it is different from what was said. Pure.
import type { Photo, WorkOrderView } from "../store/views";
import type { OutcomeId } from "./closing";

export interface CorrectionDraft {
  photos: Photo[];
  /** null: as it was said. */
  outcome: OutcomeId | null;
  /** null: as it was said. */
  note: string | null;
}

export const correctionKey = (jobId: string): string => `correct:${jobId}`;

export const beginCorrection = (): CorrectionDraft => ({ photos: [], outcome: null, note: null });

export const isCorrectionWorthKeeping = ({ photos, outcome, note }: CorrectionDraft): boolean =>
  photos.length > 0 || outcome !== null || note !== null;

export interface Changes {
  outcome?: string;
  note?: string;
}

/** What goes out; null while nothing is different. */
export function changesOf(draft: CorrectionDraft, job: Pick<WorkOrderView, "outcome" | "note">): Changes | null {
  const note = draft.note?.trim() ?? "";
  const changes: Changes = {
    ...(draft.outcome !== null && draft.outcome !== job.outcome && { outcome: draft.outcome }),
    ...(note !== "" && note !== job.note && { note }),
  };
  return Object.keys(changes).length > 0 || draft.photos.length > 0 ? changes : null;
}
