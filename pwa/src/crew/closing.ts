// The half-done closure of a job: what it holds, where it is kept, when it is complete. It survives a killed page.
import type { Closure, Letter, Photo } from "../store/views";

export const OUTCOMES = ["fixed", "made_safe", "not_found", "not_ours", "needs_parts"] as const;
export type OutcomeId = (typeof OUTCOMES)[number];

export interface ClosingDraft {
  /** When the crew first tapped Done, ISO 8601 UTC. */
  begunAt: string;
  photos: Photo[];
  outcome: OutcomeId | null;
  /** null until somebody types: then the ready sentence of the outcome stands. */
  note: string | null;
  /** The refused closing that this one mends. */
  letter?: string;
}

export const draftKey = (workOrderId: string): string => `close:${workOrderId}`;

export const begin = (now: Date): ClosingDraft => ({
  begunAt: now.toISOString(),
  photos: [],
  outcome: null,
  note: null,
});

/** The draft that a refused closing was; `photos` are the letter's under new ids. */
export function closingOf({ opId, args }: Letter, photos: Photo[], now: Date): ClosingDraft {
  const outcome = OUTCOMES.find((one) => one === args["outcome"]) ?? null;
  const note = typeof args["note"] === "string" ? args["note"] : null;
  return { ...begin(now), photos, outcome, note, letter: opId };
}

/** Whether a person would miss it: an empty draft is only the trace of a camera that was opened. */
export const isWorthKeeping = (draft: ClosingDraft): boolean =>
  draft.photos.length > 0 || draft.outcome !== null || (draft.note ?? "").trim() !== "";

/** What goes out; null until an outcome is chosen. An empty note becomes the ready sentence. */
export function closureOf(draft: ClosingDraft, ready: Record<OutcomeId, string>): Closure | null {
  if (draft.outcome === null) return null;
  const typed = (draft.note ?? "").trim();
  return { outcome: draft.outcome, note: typed || ready[draft.outcome], photos: draft.photos };
}
