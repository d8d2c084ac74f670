// From a chosen file to a photo in the draft, with the state of it for the screens.
import { signal, type ReadonlySignal } from "@preact/signals";
import { photoProblemWords } from "../camera/photo-problem-words";
import { prepareSafely, takeUp } from "../camera/keep-original";
import { navigate } from "../design/router";
import type { Photo } from "../store/views";
import { PhotoProblem } from "../camera/photo-problem";
import { beginReport, change, draft, DRAFT_KEY, notKept, restoreDraft, written } from "./draft";

/** Photos in one report; each costs its author air time. */
export const MOST_PHOTOS = 4;

const busy = signal(false);
const wrong = signal("");
/** True while a photo is being made ready. */
export const preparing: ReadonlySignal<boolean> = busy;
/** Why the last file could not be used, in words; "" when it could. */
export const photoTrouble: ReadonlySignal<string> = wrong;

/** The first photo: begins a report where the camera's opening did not, and goes on to the place at once. */
export async function firstPhoto(file: File): Promise<void> {
  if (!draft.peek()) beginReport();
  change({ step: "place" });
  navigate("/report?step=place");
  await addPhoto(file);
}

/** Adds a photo to the draft; a file that is none becomes words in `photoTrouble`. */
export const addPhoto = (file: File): Promise<void> => making(prepareSafely(DRAFT_KEY, file, add));

/** Reads what an earlier page left behind, and finishes the photo it was making. */
export async function restoreReport(): Promise<void> {
  await restoreDraft();
  if (draft.peek() && !busy.peek()) await making(takeUp(DRAFT_KEY, add));
}

async function add(photo: Photo): Promise<void> {
  const before = draft.peek()?.photos ?? [];
  change({ photos: [...before, photo].slice(0, MOST_PHOTOS) });
  await written();
  if (!notKept.peek()) return;
  // A photo that a killed page would cost is no photo to count on: said now, while the person still stands there.
  change({ photos: before });
  throw new PhotoProblem("no_room");
}

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
