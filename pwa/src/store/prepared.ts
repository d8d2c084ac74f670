// Whether this phone holds what a crew needs where there is no signal: read back from the disk, never remembered.
import type { Meta } from "@sync/client/ports";
import { isOpen } from "@sync/protocol/lifecycle";
import { current, credentials, requests, syncedAt, updating, workOrders } from "./index";
import { askForProtection } from "./protection";
import type { PhotoDoc, RequestView } from "./views";

export interface Prepared {
  jobs: number;
  /** Jobs whose service request is not on this phone yet. */
  incomplete: number;
  /** Every change up to the last exchange is here. */
  isCurrent: boolean;
  photos: number;
  /** Those of them that would not show without a network, and whose they are. */
  missing: { photo: PhotoDoc; request: RequestView }[];
  /** Photos whose bytes have not reached the city: nobody can have them yet. */
  awaited: number;
  places: boolean;
}

/** Pictures that were read back whole; being there is asked anew each time. */
const whole = new Set<string>();

/** A JPEG that was cut short has no end. */
function isWhole(bytes: ArrayBuffer): boolean {
  const view = new Uint8Array(bytes);
  return view.length > 4 && view[0] === 0xff && view[1] === 0xd8 && view.at(-2) === 0xff && view.at(-1) === 0xd9;
}

export async function lookAtPrepared(): Promise<Prepared> {
  const { db } = current().store;
  const meta = await db.get("meta", "me");
  const open = workOrders.peek().filter(({ status }) => isOpen("work_order", status));
  const served = servedBy(open.flatMap(({ request_ids }) => request_ids));
  const all = served.flatMap((request) => request.photos.map((photo) => ({ photo, request })));
  const own = new Set(await db.getAllKeys("bytes"));
  const kept = new Set(await db.getAllKeys("cache"));
  const missing: Prepared["missing"] = [];
  for (const one of all) {
    const { id, state } = one.photo;
    if (own.has(id) || state !== "stored") continue;
    for (const key of [`${id}/small`, `${id}/large`])
      if (!kept.has(key) || !(await readsBack(key))) {
        missing.push(one);
        break;
      }
  }
  const awaited = all.filter(({ photo }) => photo.state !== "stored" && !own.has(photo.id)).length;
  const here = new Set(served.map(({ id }) => id));
  return {
    jobs: open.length,
    incomplete: open.filter((job) => job.request_ids.some((id) => !here.has(id))).length,
    isCurrent: syncedAt.peek() !== null && !updating.peek() && isSettled(meta),
    photos: all.length - awaited,
    missing,
    awaited,
    places: await hasPlaces(),
  };
}

/** No bucket is still being read from its beginning. */
const isSettled = (meta: Meta | undefined): boolean =>
  meta !== undefined && (meta.begun ?? []).length + (meta.anew ?? []).length === 0;

function servedBy(ids: readonly string[]): RequestView[] {
  const wanted = new Set(ids);
  return requests.peek().filter(({ id }) => wanted.has(id));
}

async function readsBack(key: string): Promise<boolean> {
  if (whole.has(key)) return true;
  const kept = await current().store.db.get("cache", key);
  if (kept === undefined || !isWhole(kept.bytes)) return false;
  whole.add(key);
  return true;
}

async function hasPlaces(): Promise<boolean> {
  const { isCarried } = await import("./pack");
  return isCarried("crew");
}

/** What comes by itself whenever something changed: the pictures of open jobs. From its first jobs on, the phone holds
 * what must not go. */
export async function keepReady(): Promise<void> {
  if (syncedAt.peek() !== null) void askForProtection();
  const open = workOrders.peek().filter(({ status }) => isOpen("work_order", status));
  await current().pictures.keep(servedBy(open.flatMap(({ request_ids }) => request_ids)).flatMap(({ photos }) => photos));
}

/** Fetches these pictures; what cannot be had now does not keep the others back. `got` hears of each. */
export async function getPhotos(missing: Prepared["missing"], got: () => void): Promise<void> {
  const { pictures, store } = current();
  // From the end: the store fetches them by itself from the beginning.
  for (const { photo } of [...missing].reverse()) {
    for (const size of ["small", "large"]) {
      const key = `${photo.id}/${size}`;
      // One that came cut short would stay so.
      if (!(await readsBack(key))) await store.db.delete("cache", key);
    }
    await pictures.keep([photo]);
    got();
  }
}

/** Fetches the addresses and assets of the crew's districts, whenever they were asked for last. */
export async function getPlaces(): Promise<void> {
  const { carry, forget } = await import("./pack");
  forget();
  await carry("crew", await credentials(), Date.now());
}
