// In which order a crew sees its jobs: the tour that the city made, and over it what somebody put in order by hand. Pure.

/** How far it is to a job from the one before it; null where it has no point, or the first without a known start. */
export interface TourLeg {
  id: string;
  distance_m: number | null;
  /** Driving time; null while distances are as the crow flies. */
  duration_s: number | null;
}

export interface Tour {
  /** Work order ids. */
  order: string[];
  legs: TourLeg[];
  /** "nearest": always on to the nearest, for the solver is not there or gave no answer. */
  engine: "vroom" | "nearest";
  /** Whether legs follow streets, or are straight lines made longer. */
  travel: "streets" | "straight";
  made_at: string;
}

/** Jobs being worked on come first, jobs that wait for parts last. */
const RANK: Record<string, number> = { started: 0, blocked: 2 };

/**
 * The jobs by the tour, those it does not know behind its others as they were given; `hand` is stronger than both. A job
 * that came after somebody put them in order stands behind the one it follows in the tour.
 */
export function inOrder<Job extends { id: string; status: string }>(jobs: readonly Job[], tour: Tour | null, hand: readonly string[] | null): Job[] {
  const place = new Map(tour?.order.map((id, at) => [id, at]));
  const rank = ({ status }: Job): number => RANK[status] ?? 1;
  const at = ({ id }: Job): number => place.get(id) ?? Number.MAX_SAFE_INTEGER;
  const toured = [...jobs].sort((a, b) => rank(a) - rank(b) || at(a) - at(b));
  if (!hand?.length) return toured;
  const byId = new Map(toured.map((job) => [job.id, job]));
  const chosen = [...new Set(hand)].flatMap((id) => byId.get(id) ?? []);
  const known = new Set(chosen);
  toured.forEach((job, i) => {
    if (known.has(job)) return;
    chosen.splice(i === 0 ? 0 : chosen.indexOf(toured[i - 1] as Job) + 1, 0, job);
  });
  return chosen;
}
