// Files as the camera or the gallery gave them lie on disk until the photos made from them do: making one takes a second
// or two on a slow phone, and the page may be killed in between.
import { deleteDraft, draftKeys, getDraft, putDraft } from "../store";
import type { Photo } from "../store/views";
import { PhotoProblem } from "./photo-problem";
import { preparePhoto } from "./prepare-photo";

interface Original {
  /** The id of the photo that it becomes; absent where the version before kept it. */
  id?: string;
  bytes: ArrayBuffer;
  type: string;
  /** How often a page was killed while it made this photo. */
  kills?: number;
}

/** A photo that was added before, under its id, must not be added again. */
type Add = (photo: Photo) => Promise<void>;

/** Where files wait until they are kept here. */
export interface Source {
  /** One a file. Its photo gets the same: a file that comes twice is one photo. */
  ids: readonly string[];
  /** Hears which of them need to wait no longer. */
  onKept: (ids: readonly string[]) => Promise<void>;
}

/** A file that killed so many pages is not tried again: it may be what kills them. */
const MOST_KILLS = 3;

const prefix = (draftKey: string): string => `${draftKey}:original`;

let count = 0;
/** Sorts by when it was chosen. */
const freshSlot = (draftKey: string): string => `${prefix(draftKey)}/${Date.now()}.${String(count++).padStart(6, "0")}`;

/** Makes the photos and adds them one by one; resolves when `add` has kept each. Throws the PhotoProblem of the last file
 * that is no photo, after all others are kept. */
export async function prepareSafely(
  draftKey: string,
  files: readonly File[],
  add: Add,
  from?: Source,
): Promise<void> {
  const chosen = files.map((file, i) => ({ slot: freshSlot(draftKey), id: from?.ids[i] ?? crypto.randomUUID(), file }));
  // All of them before the first is made. A full disk must not cost a photo: it is still made, only not safe from a
  // killed page.
  const keep = async ({ slot, id, file }: (typeof chosen)[number]): Promise<void> =>
    putDraft(slot, { id, bytes: await file.arrayBuffer(), type: file.type } satisfies Original);
  const unsafe = new Set<string>();
  for (const one of chosen) await keep(one).catch(() => unsafe.add(one.id));
  // One that cannot be told goes on waiting there, and is known again by its id.
  const tell = (ids: string[]): Promise<void> => from?.onKept(ids).catch(() => undefined) ?? Promise.resolve();
  await tell(chosen.map(({ id }) => id).filter((id) => !unsafe.has(id)));
  await each(chosen, async ({ slot, id, file }) => {
    await finish(slot, id, file, add);
    if (unsafe.has(id)) await tell([id]);
  });
}

/** Adds the photos that a killed page left half made, if there are any. */
export async function takeUp(draftKey: string, add: Add): Promise<void> {
  await each(await draftKeys(prefix(draftKey)), async (slot) => {
    const left = await getDraft<Original>(slot);
    if (!left) return;
    const kills = (left.kills ?? 0) + 1;
    if (kills > MOST_KILLS) {
      await deleteDraft(slot);
      throw new PhotoProblem("unreadable");
    }
    await putDraft(slot, { ...left, kills } satisfies Original).catch(() => undefined);
    await finish(slot, left.id ?? crypto.randomUUID(), new Blob([left.bytes], { type: left.type }), add);
  });
}

/** For a draft that is discarded: nothing of it may turn up in the next one. */
export async function dropOriginals(draftKey: string): Promise<void> {
  for (const slot of await draftKeys(prefix(draftKey))) await deleteDraft(slot);
}

/** One after the other: a phone holds one picture in full size, hardly four. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let problem: unknown = null;
  for (const one of all) await work(one).catch((error: unknown) => (problem = error));
  if (problem !== null) throw problem;
}

async function finish(slot: string, id: string, file: Blob, add: Add): Promise<void> {
  try {
    const photo = { id, ...(await preparePhoto(file)) };
    await add(photo).catch(async (error: unknown) => {
      if (!(error instanceof PhotoProblem)) throw error;
      // On a full disk the large original may stand in the way of the small photo.
      await drop(slot);
      await add(photo);
    });
  } finally {
    await drop(slot);
  }
}

/** A full disk may refuse that too, which must not hide what went wrong before. What stays is taken up by the next page. */
const drop = (slot: string): Promise<void> => deleteDraft(slot).catch(() => undefined);
