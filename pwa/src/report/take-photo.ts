// From a chosen file to a photo in the draft, with the state of it for the screens.
import { signal, type ReadonlySignal } from "@preact/signals";
import { photoProblemWords } from "../camera/photo-problem-words";
import { prepareSafely, takeUp } from "../camera/keep-original";
import { navigate } from "../design/router";
import type { Photo } from "../store/views";
import { PhotoProblem } from "../camera/photo-problem";
import { beginReport, change, draft, DRAFT_KEY, notKept, restoreDraft, written, type Draft } from "./draft";

/** Photos in one report; each costs its author air time. */
export const MOST_PHOTOS = 4;

const busy = signal(false);
const wrong = signal("");
/** True while a photo is being made ready. */
export const preparing: ReadonlySignal<boolean> = busy;
/** Why the last file could not be used, in words; "" when it could. */
export const photoTrouble: ReadonlySignal<string> = wrong;

/** The first photos: begins a report where the camera's opening did not, and goes on to the place at once. */
export async function firstPhotos(files: readonly File[]): Promise<void> {
  if (!draft.peek()) beginReport();
  change({ step: "place" });
  navigate("/report?step=place");
  await addPhotos(files);
}

/** Adds photos to the draft, as far as there is room; a file that is none becomes words in `photoTrouble`. */
export async function addPhotos(files: readonly File[]): Promise<void> {
  const it = draft.peek();
  if (it) await making(prepareSafely(DRAFT_KEY, files.slice(0, MOST_PHOTOS - it.photos.length), addTo(it)));
}

/** Reads what an earlier page left behind, and finishes the photos it was making. */
export async function restoreReport(): Promise<void> {
  await restoreDraft();
  const it = draft.peek();
  if (it && !busy.peek()) await making(takeUp(DRAFT_KEY, addTo(it)));
}

/** Into this draft alone: meanwhile it may be discarded, and another begun. */
const addTo =
  ({ startedAt }: Draft) =>
  async (photo: Photo): Promise<void> => {
    const now = draft.peek();
    if (now?.startedAt !== startedAt || now.photos.some(({ id }) => id === photo.id)) return;
    change({ photos: [...now.photos, photo].slice(0, MOST_PHOTOS) });
    await written();
    if (!notKept.peek()) return;
    // A photo that a killed page would cost is no photo to count on: said now, while the person still stands there.
    change({ photos: now.photos });
    throw new PhotoProblem("no_room");
  };

async function making(work: Promise<void>): Promise<void> {
  busy.value = true;
  wrong.value = "";
  try {
    await work;
  } catch (error) {
    wrong.value = photoProblemWords(error);
  } finally {
    busy.value = false;
  }
}
