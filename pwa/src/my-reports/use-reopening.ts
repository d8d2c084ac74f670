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

interface Use {
  kept: Kept<Reopening>;
  /** Why the last file could not be used, in words. */
  trouble: string;
  isMaking: boolean;
  addPhotos: (files: File[]) => Promise<void>;
  /** All of it, once a photo that is still being made is in it. */
  finished: () => Promise<Reopening>;
}

export function useReopening(key: string): Use {
  const kept = useKept<Reopening>(key, { text: "", photos: [] });
  const making = useRef<Promise<void>>(Promise.resolve());
  const [isMaking, setMaking] = useState(false);
  const [trouble, setTrouble] = useState("");

  const add = async (photo: Photo): Promise<void> => {
    const without = (now: Reopening): Reopening => ({ ...now, photos: now.photos.filter(({ id }) => id !== photo.id) });
    try {
      await kept.put((now) => ({ ...now, photos: [...without(now).photos, photo].slice(0, MOST_PHOTOS) }));
    } catch (error) {
      // Shown as kept, a killed page would cost it.
      await kept.put(without).catch(() => undefined);
      throw isFull(error) ? new PhotoProblem("no_room") : error;
    }
  };
  const make = (work: () => Promise<void>): Promise<void> => {
    setMaking(true);
    setTrouble("");
    making.current = making.current
      .then(work)
      .catch((error: unknown) => setTrouble(photoProblemWords(error)))
      .finally(() => setMaking(false));
    return making.current;
  };
  useEffect(() => {
    if (kept.isRead) void make(() => takeUp(key, add));
  }, [kept.isRead]);
  return {
    kept,
    trouble,
    isMaking,
    addPhotos: (files) => make(() => prepareSafely(key, files, add)),
    finished: () => making.current.then(() => kept.settled()),
  };
}
