// Keeps half-done work on disk after every act, and finds it again after the page was killed: a closing, a correction,
// something else that was found.
import { useEffect, useRef, useState } from "preact/hooks";
import { prepareSafely, takeUp } from "../camera/keep-original";
import { PhotoProblem } from "../camera/photo-problem";
import { deleteDraft, getDraft, isFull, putDraft } from "../store";
import { lastWins } from "../store/last-wins";
import type { Photo } from "../store/views";

/** Drafts written since this page was opened: found again, they are no news. */
const writtenHere = new Set<string>();

export interface HalfDone {
  photos: Photo[];
}

export interface Kept<T extends HalfDone> {
  /** undefined while the disk is read, null when there is none. */
  draft: T | null | undefined;
  /** True when it comes from a page that did not live to finish it. */
  kept: boolean;
  /** Resolves when this change, or a later one, is on disk. */
  save: (update: (now: T) => T) => Promise<void>;
  /** Makes the photo ready and keeps it. Rejects when the file is no photo. */
  addPhoto: (file: File) => Promise<void>;
  /** The draft once all that was begun is kept; a photo may still be on its way into it. */
  finished: () => Promise<T>;
  /** Lets go of a draft that holds nothing, as a cancelled camera leaves it. */
  tidy: () => Promise<void>;
  drop: () => Promise<void>;
}

interface Kind<T> {
  /** Where it lies. */
  key: string;
  begin: () => T;
  /** Whether a person would miss it. */
  isWorthKeeping: (draft: T) => boolean;
  /** What the screen begins with where it is not what was found. */
  mend?: (found: T | null) => Promise<T | null>;
}

export function useKept<T extends HalfDone>({ key, begin, isWorthKeeping, mend }: Kind<T>): Kept<T> {
  const [draft, setDraft] = useState<T | null>();
  const [kept, setKept] = useState(false);
  const latest = useRef<T | null>(null);
  const photos = useRef<Promise<void>>(Promise.resolve());
  const writer = useRef(lastWins((value: T) => putDraft(key, value)));

  useEffect(() => {
    let wanted = true;
    void getDraft<T>(key).then(async (found) => {
      if (!wanted) return;
      const mended = mend ? await mend(found) : found;
      if (!wanted) return;
      latest.current ??= mended;
      setDraft(latest.current);
      setKept(found !== null && isWorthKeeping(found) && !writtenHere.has(key));
      if (found !== null && !writtenHere.has(key)) photos.current = takeUp(key, add).catch(() => undefined);
      if (found !== null) void tidy();
    });
    return () => {
      wanted = false;
    };
  }, [key]);

  const save = (update: (now: T) => T): Promise<void> => {
    writtenHere.add(key);
    latest.current = update(latest.current ?? begin());
    setDraft(latest.current);
    return writer.current.put(latest.current);
  };
  const add = async (photo: Photo): Promise<void> => {
    try {
      await save((now) => ({ ...now, photos: [...now.photos.filter(({ id }) => id !== photo.id), photo] }));
    } catch (error) {
      // Shown as kept, a killed page would cost it.
      await save((now) => ({ ...now, photos: now.photos.filter(({ id }) => id !== photo.id) })).catch(() => undefined);
      throw isFull(error) ? new PhotoProblem("no_room") : error;
    }
  };
  const addPhoto = (file: File): Promise<void> => {
    const adding = prepareSafely(key, [file], add);
    const all = Promise.all([photos.current, adding]).then(() => undefined);
    photos.current = all;
    all.catch(() => {
      if (photos.current === all) photos.current = Promise.resolve(); // Said once, it does not block the job for ever.
    });
    return adding;
  };
  const finished = async (): Promise<T> => {
    await photos.current;
    return latest.current ?? begin();
  };
  const drop = async (): Promise<void> => {
    latest.current = null;
    setDraft(null);
    setKept(false);
    await writer.current.settled();
    if (latest.current === null) await deleteDraft(key); // else somebody has chosen anew meanwhile
  };
  const tidy = async (): Promise<void> => {
    await photos.current.catch(() => undefined); // One may still be on its way into it.
    if (latest.current && !isWorthKeeping(latest.current)) await drop();
  };
  return { draft, kept, save, addPhoto, finished, tidy, drop };
}
