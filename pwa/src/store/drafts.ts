// Half-done work on disk. The bytes of its photos lie beside it, each written once: a letter typed costs no copy of them.
import type { Database } from "./database";

interface Photo {
  id: string;
  bytes: ArrayBuffer;
}

/** What lies under the draft's own key: its photos without their bytes. Those of earlier versions have them still. */
interface Bare {
  photos: (Omit<Photo, "bytes"> & Partial<Photo>)[];
}

/** The store of drafts within a transaction: of those that write, as much as is needed here. */
interface Drafts {
  put(value: unknown, key: string): Promise<unknown>;
  delete(key: string | IDBKeyRange): Promise<unknown>;
  getAllKeys(range: IDBKeyRange): Promise<string[]>;
}

export const besideOf = (key: string, photoId: string): string => `${key} photo ${photoId}`;
const allBeside = (key: string): IDBKeyRange => IDBKeyRange.bound(besideOf(key, ""), besideOf(key, "\uffff"));

function hasPhotos(value: unknown): value is { photos: Photo[] } {
  if (typeof value !== "object" || value === null || !("photos" in value) || !Array.isArray(value.photos)) return false;
  return value.photos.every((photo: Partial<Photo>) => typeof photo.id === "string" && photo.bytes instanceof ArrayBuffer);
}

/** Puts all that is not there yet; resolves with the last put, which the caller commits. */
export async function putDraft(drafts: Drafts, key: string, value: unknown): Promise<{ done: Promise<unknown> }> {
  if (!hasPhotos(value)) return { done: drafts.put(value, key) };
  const before = await drafts.getAllKeys(allBeside(key));
  const now = new Map(value.photos.map(({ id, bytes }) => [besideOf(key, id), bytes]));
  const gone = before.filter((one) => !now.has(one)).map((one) => drafts.delete(one));
  const fresh = [...now].filter(([one]) => !before.includes(one)).map(([one, bytes]) => drafts.put(bytes, one));
  const bare = { ...value, photos: value.photos.map(({ bytes: _, ...facts }) => facts) };
  return { done: Promise.all([...gone, ...fresh, drafts.put(bare, key)]) };
}

/** The draft, whole; null when there is none. */
export async function getDraft(db: Database, key: string): Promise<unknown> {
  const tx = db.transaction("drafts");
  const [value, keys, bytes] = await Promise.all([tx.store.get(key), tx.store.getAllKeys(allBeside(key)), tx.store.getAll(allBeside(key))]);
  if (value === undefined || keys.length === 0) return value ?? null;
  const beside = new Map(keys.map((one, i) => [one, bytes[i]]));
  const { photos, ...rest } = value as Bare;
  return { ...rest, photos: photos.map((photo) => ({ ...photo, bytes: photo.bytes ?? beside.get(besideOf(key, photo.id)) })) };
}

export async function deleteDraft(drafts: Pick<Drafts, "delete">, key: string): Promise<void> {
  await Promise.all([drafts.delete(key), drafts.delete(allBeside(key))]);
}
