// What somebody collects to open a report again, words and photos, as it is kept on this phone.
import { useEffect, useRef, useState } from "preact/hooks";
import { prepareSafely, takeUp } from "../camera/keep-original";
import { PhotoProblem } from "../camera/photo-problem";
import { photoProblemWords } from "../camera/photo-problem-words";
import { isFull } from "../store";
import type { Photo } from "../store/views";
import { useKept, type Kept } from "./use-kept";

export const MOST_PHOTOS = 4;

export interface Reopening {
  text: string;
  photos: Photo[];
}

/** Null when there is no room for it. A photo that is made once more takes its own place. */
export function withPhoto(photos: readonly Photo[], photo: Photo): Photo[] | null {
  const others = photos.filter(({ id }) => id !== photo.id);
  return others.length < MOST_PHOTOS ? [...others, photo] : null;
}

interface Use {
  kept: Kept<Reopening>;
  /** Why the last file could not be used, in words. */
  trouble: string;
  isMaking: boolean;
  /** Photos that had no room. */
  leftOut: number;
  addPhotos: (files: File[]) => Promise<void>;
  /** All of it, once a photo that is still being made is in it. */
  finished: () => Promise<Reopening>;
}

export function useReopening(key: string): Use {
  const kept = useKept<Reopening>(key, { text: "", photos: [] });
  const making = useRef<Promise<void>>(Promise.resolve());
  const [works, setWorks] = useState(0);
  const [leftOut, setLeftOut] = useState(0);
  const [trouble, setTrouble] = useState("");

  const add = async (photo: Photo): Promise<void> => {
    const without = (now: Reopening): Reopening => ({ ...now, photos: now.photos.filter(({ id }) => id !== photo.id) });
    try {
      await kept.put((now) => {
        const photos = withPhoto(now.photos, photo);
        if (!photos) setLeftOut((n) => n + 1);
        return photos ? { ...now, photos } : now;
      });
    } catch (error) {
      // Shown as kept, a killed page would cost it.
      await kept.put(without).catch(() => undefined);
      throw isFull(error) ? new PhotoProblem("no_room") : error;
    }
  };
  const make = (work: () => Promise<void>): Promise<void> => {
    setWorks((n) => n + 1);
    setTrouble("");
    making.current = making.current
      .then(work)
      .catch((error: unknown) => setTrouble(photoProblemWords(error)))
      .finally(() => setWorks((n) => n - 1));
    return making.current;
  };
  useEffect(() => {
    if (kept.isRead) void make(() => takeUp(key, add));
  }, [kept.isRead]);
  return {
    kept,
    trouble,
    isMaking: works > 0,
    leftOut,
    addPhotos: (files) => {
      setLeftOut(0);
      return make(() => prepareSafely(key, files, add));
    },
    finished: () => making.current.then(() => kept.settled()),
  };
}
