// What a crew found beside its job, kept with every act; the place is the phone's fix at the shutter.
import { useEffect } from "preact/hooks";
import { type Fix, locate } from "../place/locate";
import { beginFound, type FoundDraft, foundKey, isFoundWorthKeeping } from "./finding";
import { type Kept, useKept } from "./use-kept";

interface Found extends Kept<FoundDraft> {
  /** Before the camera opens: the draft is on disk, and the phone looks where it is. */
  shutter: () => void;
}

/** Who keeps the draft of a name just now: the camera is opened on one screen, and the fix may come on the next, whose draft the
 * first would write over. */
const keepers = new Map<string, (fix: Fix) => void>();

export function useFound(jobId: string | null): Found {
  const key = foundKey(jobId);
  const kept = useKept({ key, begin: beginFound, isWorthKeeping: isFoundWorthKeeping });
  const isRead = kept.draft !== undefined;
  useEffect(() => {
    if (isRead) keepers.set(key, (fix) => void kept.save((now) => ({ ...now, fix: { ...fix, source: "gps" } })).catch(() => undefined));
  }, [key, isRead]);
  const shutter = (): void => {
    void kept.save((now) => now).catch(() => undefined);
    locate((fix) => keepers.get(key)?.(fix));
  };
  return { ...kept, shutter };
}
