// Keeps a half-done closure on disk after every act, and finds it again after the page was killed.
import { useEffect, useRef, useState } from "preact/hooks";
import { prepareSafely, takeUp } from "../camera/keep-original";
import type { Photo } from "../store/views";
import { queryValue } from "../design/router";
import { PhotoProblem } from "../camera/photo-problem";
import { deleteDraft, getDraft, isFull, letterPhotos, letters, putDraft } from "../store";
import { type ClosingDraft, begin, closingOf, draftKey, isWorthKeeping } from "./closing";
import { lastWins } from "../store/last-wins";

/** Drafts written since this page was opened: found again, they are no news. */
const writtenHere = new Set<string>();

type Update = (now: ClosingDraft) => ClosingDraft;

export interface Closing {
  /** undefined while the disk is read, null when there is none. */
  draft: ClosingDraft | null | undefined;
  /** True when it comes from a page that did not live to finish it. */
  kept: boolean;
  /** Resolves when this change, or a later one, is on disk. */
  save: (update: Update) => Promise<void>;
  /** Makes the photo ready and keeps it. Rejects when the file is no photo. */
  addPhoto: (file: File) => Promise<void>;
  /** The draft once all that was begun is kept; a photo may still be on its way into it. */
  finished: () => Promise<ClosingDraft>;
  /** Lets go of a draft that holds nothing, as a cancelled camera leaves it. */
  tidy: () => Promise<void>;
  drop: () => Promise<void>;
}

/** What the letter in the address holds, as the draft it was; a draft that is under way comes first. */
async function mend(found: ClosingDraft | null): Promise<ClosingDraft | null> {
  const letter = letters.peek().find((one) => one.opId === queryValue("letter"));
  if (letter === undefined || (found !== null && isWorthKeeping(found))) return found;
  return closingOf(letter, await letterPhotos(letter), new Date());
}

export function useClosing(jobId: string): Closing {
  const key = draftKey(jobId);
  const [draft, setDraft] = useState<ClosingDraft | null>();
  const [kept, setKept] = useState(false);
  const latest = useRef<ClosingDraft | null>(null);
  const photos = useRef<Promise<void>>(Promise.resolve());
  const writer = useRef(lastWins((value: ClosingDraft) => putDraft(key, value)));

  useEffect(() => {
    let wanted = true;
    void getDraft<ClosingDraft>(key).then(async (found) => {
      if (!wanted) return;
      const mended = await mend(found);
      if (!wanted) return;
      latest.current ??= mended;
      setDraft(latest.current);
      setKept(found !== null && isWorthKeeping(found) && !writtenHere.has(jobId));
      if (found !== null && !writtenHere.has(jobId)) photos.current = takeUp(key, add).catch(() => undefined);
      if (found !== null) void tidy();
    });
    return () => {
      wanted = false;
    };
  }, [key, jobId]);

  const save = (update: Update): Promise<void> => {
    writtenHere.add(jobId);
    latest.current = update(latest.current ?? begin(new Date()));
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
  const finished = async (): Promise<ClosingDraft> => {
    await photos.current;
    return latest.current ?? begin(new Date());
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
