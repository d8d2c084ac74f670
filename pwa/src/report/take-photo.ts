// From a chosen file to a photo in the draft, with the state of it for the screens.
import { signal, type ReadonlySignal } from "@preact/signals";
import { photoProblemWords } from "../camera/photo-problem-words";
import { prepareSafely, takeUp } from "../camera/keep-original";
import { navigate } from "../design/router";
import type { Photo } from "../store/views";
import { PhotoProblem } from "../camera/photo-problem";
import { beginReport, change, draft, DRAFT_KEY, notKept, restoreDraft, written, type Draft } from "./draft";
import { lookWhere, takenOf } from "./taken";

/** Photos in one report; each costs its author air time. */
export const MOST_PHOTOS = 4;

const busy = signal(false);
const wrong = signal("");
const tooMany = signal(0);
/** Choices that are being made ready, and how many photos the draft will have after them. */
let works = 0;
let promised = 0;
/** True while a photo is being made ready. */
export const preparing: ReadonlySignal<boolean> = busy;
/** How many photos of the last choice had no room in the report. */
export const leftOut: ReadonlySignal<number> = tooMany;
/** Why the last file could not be used, in words; "" when it could. */
export const photoTrouble: ReadonlySignal<string> = wrong;

/** The first photos: begins a report where the camera's opening did not, and goes on to the place at once. `onKept`
 * hears when they are on disk. */
export async function firstPhotos(files: readonly File[], fromGallery = false, onKept?: () => Promise<void>): Promise<void> {
  if (!draft.peek()) beginReport();
  const taken = takenOf(files, fromGallery) ?? undefined;
  change({ step: "place", taken });
  navigate("/report?step=place");
  if (taken) void lookWhere(files).catch(() => undefined); // Without its code the person says where it is.
  await addPhotos(files, onKept);
}

/** Adds photos to the draft, as far as there is room; a file that is none becomes words in `photoTrouble`. */
export async function addPhotos(files: readonly File[], onKept?: () => Promise<void>): Promise<void> {
  const it = draft.peek();
  if (!it) return;
  const there = works > 0 ? promised : it.photos.length;
  const fitting = files.slice(0, Math.max(0, MOST_PHOTOS - there));
  tooMany.value = files.length - fitting.length;
  promised = there + fitting.length;
  await making(prepareSafely(DRAFT_KEY, fitting, addTo(it), onKept));
}

/** Reads what an earlier page left behind, and finishes the photos it was making. */
export async function restoreReport(): Promise<void> {
  await restoreDraft();
  const it = draft.peek();
  if (!it || busy.peek()) return;
  promised = it.photos.length;
  await making(takeUp(DRAFT_KEY, addTo(it)));
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
  works += 1;
  busy.value = true;
  wrong.value = "";
  try {
    await work;
  } catch (error) {
    wrong.value = photoProblemWords(error);
  } finally {
    works -= 1;
    busy.value = works > 0;
  }
}
