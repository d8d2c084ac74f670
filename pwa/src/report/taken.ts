// What photos from the gallery say of when and where they were taken. Their EXIF is read here and goes no further.
import { change, draft, type Taken } from "./draft";

/** A photo younger than this was taken where the person still stands. */
const JUST_NOW_MS = 5 * 60_000;

export const isOld = ({ at }: Taken, now = Date.now()): boolean => now - at > JUST_NOW_MS;

/** Null when they come from the camera, just now. */
export function takenOf(files: readonly File[], fromGallery: boolean): Taken | null {
  const taken = { at: Math.min(...files.map(({ lastModified }) => lastModified)), where: null, isPlace: null };
  return fromGallery || isOld(taken) ? taken : null;
}

/** Looks for a position in the photos of this draft; the place step asks about the first one found. */
export async function lookWhere(files: readonly File[]): Promise<void> {
  const mine = draft.peek()?.startedAt;
  const { positionIn } = await import("../camera/exif-position");
  for (const file of files) {
    const where = await positionIn(file).catch(() => null);
    const now = draft.peek();
    if (!now?.taken || now.startedAt !== mine) return;
    if (where) return change({ taken: { ...now.taken, where } });
  }
}
