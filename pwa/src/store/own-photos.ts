// The facts of this phone's own photos, within a transaction of the device store: which op they belong to, and how far
// they are on their way.
import type { PhotoFacts, StoredDoc } from "@sync/client/ports";

const RESEND_AT_MOST = 3;

export interface PhotoRows {
  getAll(): Promise<PhotoFacts[]>;
  put(photo: PhotoFacts): Promise<unknown>;
}

/** A restored server may have lost the bytes of photos it had: it is asked about each that is still here. */
export async function offerPhotosAgain(photos: PhotoRows): Promise<void> {
  for (const photo of await photos.getAll())
    if (photo.state === "uploaded" || photo.state === "stored")
      await photos.put({ ...photo, state: "waiting", uploads: 0, uploadUrl: null, storedAt: null });
}

export async function movePhotos(photos: PhotoRows, mid: number, patch: Partial<PhotoFacts>): Promise<void> {
  for (const photo of await photos.getAll()) if (photo.mid === mid) await photos.put({ ...photo, ...patch });
}

/** What the feed says of this phone's own photos: stored, or bad and wanted again. */
export async function followPhotos(photos: PhotoRows, docs: StoredDoc[], now: number): Promise<void> {
  const said = new Map(docs.flatMap(({ doc }) => photosIn(doc)).map((photo) => [photo.id, photo.state]));
  if (said.size === 0) return;
  for (const photo of await photos.getAll()) {
    const state = said.get(photo.id);
    if (state === "stored" && photo.state !== "stored") await photos.put({ ...photo, state, storedAt: now });
    if (state === "bad" && photo.state === "uploaded")
      await photos.put({ ...photo, state: photo.uploads < RESEND_AT_MOST ? "waiting" : "bad" });
  }
}

function photosIn(doc: unknown): { id: string; state: string }[] {
  return typeof doc === "object" && doc !== null && "photos" in doc ? (doc.photos as { id: string; state: string }[]) : [];
}
