// The report that is being made: kept on this phone after each act, so that a killed page loses nothing.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Place, PlaceFound } from "@sync/protocol/messages";
import type { Spot } from "../camera/exif-position";
import { dropOriginals } from "../camera/keep-original";
import { deleteDraft, draftKeys, getDraft, putDraft, session } from "../store";
import type { Photo, RefusedReport } from "../store/views";
import { forgetFix, locate, type Fix } from "../place/locate";

export type Step = "start" | "place" | "what" | "check";

/** Photos that were there already: where the person stands now need not be the place. */
export interface Taken {
  /** When the oldest of them was, epoch milliseconds; 0 when nobody knows. */
  at: number;
  /** Where one of them says it was taken. It counts only once the person has said that this is the place. */
  where: Spot | null;
  isPlace: boolean | null;
}

export interface Draft {
  step: Step;
  startedAt: number;
  /** Of the request that it becomes, in whichever tab it is sent; drafts of earlier versions have none. */
  requestId?: string;
  photos: Photo[];
  /** What photos from the gallery say; absent when all were taken just now. */
  taken?: Taken | undefined;
  /** The best fix since the shutter. */
  fix: Fix | null;
  /** Words typed about the place, also beside a fix. */
  placeText: string;
  /** What was picked from what the city knows, as long as its words stand. */
  picked?: PlaceFound | null;
  /** Where somebody moved it to, by hand. */
  pin?: { lat: number; lon: number } | null;
  place: Place | null;
  /** The place before somebody said which lamp, and the number they typed. */
  beforeLamp?: Place | null;
  lampNumber?: string;
  serviceCode: string | null;
  description: string;
  /** What was said about others near: the same as this reference, or as none (null); for this place and kind. */
  same?: { key: string; reference: string | null };
  /** The refused report that this one mends. */
  letter?: RefusedReport;
}

export const DRAFT_KEY = "report";
/** Under it lie the files of this draft's photos while they are made. Those of another never become its photos. */
export const photosKey = ({ startedAt }: Draft): string => `${DRAFT_KEY}:${startedAt}`;

const failing = signal(false);
/** True while this phone cannot keep the draft (it is full): the person must know. */
export const notKept: ReadonlySignal<boolean> = failing;

const current = signal<Draft | null>(null);
/** Null when there is none, and until the disk was read. */
export const draft: ReadonlySignal<Draft | null> = current;

const fresh = (): Draft => ({
  step: "start",
  startedAt: Date.now(),
  requestId: crypto.randomUUID(),
  photos: [],
  fix: null,
  placeText: "",
  place: null,
  serviceCode: null,
  description: "",
});

/** A draft of which only the fix is known is nothing to go on with. */
export const isWorthKeeping = (it: Draft): boolean => it.step !== "start" || it.photos.length > 0;

/** Reads what an earlier page left behind. */
export async function restoreDraft(): Promise<void> {
  const kept = await getDraft<Draft>(DRAFT_KEY);
  if (kept && !current.peek()) current.value = kept;
}

/** Another tab may have begun, changed or sent it meanwhile: what is on disk counts, unless this page is at work itself. */
async function lookAgain(): Promise<void> {
  const before = current.peek();
  await writing;
  const kept = await getDraft<Draft>(DRAFT_KEY);
  if (current.peek() === before && !failing.peek()) current.value = kept;
}

/** Call once: a tab that comes to the front looks again. */
export function watchOtherTabs(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void lookAgain().catch(() => undefined);
  });
}

// Another person's phone from here on: what is under way stays on the disk of the one it belongs to.
computed(() => session.value?.name).subscribe(() => {
  forgetFix();
  current.value = null;
});

/** Begins a report, on disk before the camera opens, and asks for the position of this very moment. */
export function beginReport(): void {
  forgetFix();
  write(fresh());
  locate((fix) => change({ fix }));
}

/** Goes on with work that was done elsewhere. */
export function openDraft(it: Draft): void {
  forgetFix();
  write(it);
}

/** Changes the draft and keeps it; without a draft nothing happens. */
export function change(part: Partial<Draft>): void {
  const now = current.peek();
  if (now) write({ ...now, ...part });
}

export async function dropDraft(): Promise<void> {
  const it = current.peek();
  forgetFix();
  current.value = null;
  await writing;
  // Another report may have begun while the last write went on.
  if (!current.peek()) await deleteDraft(DRAFT_KEY);
  if (it) await dropOriginals(photosKey(it));
}

/** Lets go of files of earlier drafts: a page killed while it made their photos leaves them behind. */
export async function dropOrphans(): Promise<void> {
  const slots = await draftKeys(`${DRAFT_KEY}:`);
  const it = current.peek();
  for (const slot of slots) if (!it || slot < photosKey(it)) await deleteDraft(slot);
}

/** Resolves when all that was changed so far is on disk, or could not be kept. */
export const written = (): Promise<void> => writing;

let writing: Promise<void> = Promise.resolve();
let next: Draft | null = null;

/** Only the newest state waits for the disk: typing never builds a queue of photo copies. */
function write(it: Draft): void {
  current.value = it;
  const idle = next === null;
  next = it;
  if (!idle) return;
  writing = writing.then(async () => {
    const newest = next;
    next = null;
    if (!newest || !current.peek()) return;
    failing.value = await putDraft(DRAFT_KEY, newest).then(
      () => false,
      () => true,
    );
  });
}
