// The half-done closure of a job: what it holds, where it is kept, when it is complete. It survives a killed page.
import type { Material } from "@sync/protocol/messages";
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
  /** What it took, where somebody says so. */
  minutes?: number;
  materials?: Material[];
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
  const { minutes = 0, materials = [] } = args as { minutes?: number; materials?: Material[] };
  const spent = { ...(minutes > 0 && { minutes }), ...(materials.length > 0 && { materials }) };
  return { ...begin(now), photos, outcome, note, ...spent, letter: opId };
}

/** Whether a person would miss it: an empty draft is only the trace of a camera that was opened. */
export const isWorthKeeping = (draft: ClosingDraft): boolean =>
  draft.photos.length > 0 || draft.outcome !== null || (draft.note ?? "").trim() !== "" || hasSpent(draft);

const hasSpent = ({ minutes = 0, materials = [] }: ClosingDraft): boolean => minutes > 0 || materials.length > 0;

/** What goes out; null until an outcome is chosen. An empty note becomes the ready sentence. */
export function closureOf(draft: ClosingDraft, ready: Record<OutcomeId, string>): Closure | null {
  if (draft.outcome === null) return null;
  const typed = (draft.note ?? "").trim();
  const { minutes = 0, materials = [] } = draft;
  const spent = { ...(minutes > 0 && { minutes }), ...(materials.length > 0 && { materials }) };
  return { outcome: draft.outcome, note: typed || ready[draft.outcome], photos: draft.photos, ...spent };
}
