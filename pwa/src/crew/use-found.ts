// What a crew found beside its job, kept with every act; the place is the phone's fix at the shutter.
import { locate } from "../place/locate";
import { beginFound, type FoundDraft, foundKey, isFoundWorthKeeping } from "./finding";
import { type Kept, useKept } from "./use-kept";

interface Found extends Kept<FoundDraft> {
  /** Before the camera opens: the draft is on disk, and the phone looks where it is. */
  shutter: () => void;
}

export function useFound(jobId: string | null): Found {
  const kept = useKept({ key: foundKey(jobId), begin: beginFound, isWorthKeeping: isFoundWorthKeeping });
  const shutter = (): void => {
    void kept.save((now) => now).catch(() => undefined);
    locate((fix) => void kept.save((now) => ({ ...now, fix: { ...fix, source: "gps" } })).catch(() => undefined));
  };
  return { ...kept, shutter };
}
