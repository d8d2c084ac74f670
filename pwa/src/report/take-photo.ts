// From a chosen file to a photo in the draft, with the state of it for the screens.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { photoProblemWords } from "../camera/photo-problem-words";
import { prepareSafely, takeUp, type Source } from "../camera/keep-original";
import { navigate } from "../design/router";
import type { Photo } from "../store/views";
import { PhotoProblem } from "../camera/photo-problem";
import { beginReport, change, draft, DRAFT_KEY, dropOrphans, notKept, photosKey, restoreDraft, written, type Draft } from "./draft";
import { lookWhere, takenOf } from "./taken";

/** Photos in one report; each costs its author air time. */
export const MOST_PHOTOS = 4;

/** What goes on with the photos of one draft. It ends with it: another that is begun meanwhile knows nothing of it. */
interface Making {
  startedAt: number;
  /** Choices that are being made ready, and how many photos the draft will have after them. */
  works: number;
  promised: number;
  leftOut: number;
  trouble: string;
}

const nothing = { works: 0, promised: 0, leftOut: 0, trouble: "" };
const newest = signal<Making>({ startedAt: 0, ...nothing });
const mine = computed<Making>(() => {
  const startedAt = draft.value?.startedAt ?? 0;
  return newest.value.startedAt === startedAt ? newest.value : { startedAt, ...nothing };
});
/** True while a photo of the draft is being made ready. */
export const preparing: ReadonlySignal<boolean> = computed(() => mine.value.works > 0);
/** How many photos of the last choice had no room in the report. */
export const leftOut: ReadonlySignal<number> = computed(() => mine.value.leftOut);
/** Why the last file could not be used, in words; "" when it could. */
export const photoTrouble: ReadonlySignal<string> = computed(() => mine.value.trouble);

/** The first photos: begins a report where the camera's opening did not, and goes on to the place at once. */
export async function firstPhotos(files: readonly File[], fromGallery = false, from?: Source): Promise<void> {
  if (!draft.peek()) beginReport();
  const taken = takenOf(files, fromGallery) ?? undefined;
  change({ step: "place", taken });
  navigate("/report?step=place");
  if (taken) void lookWhere(files).catch(() => undefined); // Without its code the person says where it is.
  await addPhotos(files, from);
}

/** Adds photos to the draft, as far as there is room; a file that is none becomes words in `photoTrouble`. `from` is
 * where they wait: those without room go on waiting there. */
export async function addPhotos(files: readonly File[], from?: Source): Promise<void> {
  const it = draft.peek();
  if (!it) return;
  const { works, promised } = mine.peek();
  const there = works > 0 ? promised : it.photos.length;
  const fitting = files.slice(0, Math.max(0, MOST_PHOTOS - there));
  const known = { promised: there + fitting.length, leftOut: files.length - fitting.length };
  await making(known, prepareSafely(photosKey(it), fitting, addTo(it), from));
}

/** Reads what an earlier page left behind, and finishes the photos it was making. */
export async function restoreReport(): Promise<void> {
  await restoreDraft();
  await dropOrphans();
  const it = draft.peek();
  if (!it || preparing.peek()) return;
  // The version before laid the files under the name of every draft.
  const all = takeUp(photosKey(it), addTo(it)).finally(() => takeUp(DRAFT_KEY, addTo(it)));
  await making({ promised: it.photos.length }, all);
}

/** Into this draft alone: meanwhile it may be discarded, and another begun. */
const addTo =
  ({ startedAt }: Draft) =>
  async (photo: Photo): Promise<void> => {
    const now = draft.peek();
    if (now?.startedAt !== startedAt || now.photos.some(({ id }) => id === photo.id)) return;
    if (now.photos.length === MOST_PHOTOS) return leaveOut();
    change({ photos: [...now.photos, photo] });
    await written();
    if (!notKept.peek()) return;
    const then = draft.peek();
    if (then?.startedAt !== startedAt) return;
    // A photo that a killed page would cost is no photo to count on: said now, while the person still stands there.
    change({ photos: then.photos.filter(({ id }) => id !== photo.id) });
    throw new PhotoProblem("no_room");
  };

/** What an earlier page had begun to make comes on top of what was chosen meanwhile. */
function leaveOut(): void {
  const it = mine.peek();
  newest.value = { ...it, leftOut: it.leftOut + 1 };
}

async function making(known: Partial<Making>, work: Promise<unknown>): Promise<void> {
  const begun = mine.peek();
  newest.value = { ...begun, ...known, works: begun.works + 1, trouble: "" };
  const trouble = await work.then(() => "", photoProblemWords);
  const now = newest.peek();
  if (now.startedAt === begun.startedAt) newest.value = { ...now, works: now.works - 1, trouble: trouble || now.trouble };
}
