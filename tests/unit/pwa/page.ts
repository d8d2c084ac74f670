// As much of a browser's page as the store and the drafts ask for, with its real store on a database in memory.
import { en } from "../../../pwa/src/words/en";

/** Another tab sends: nothing here asks for a server. */
const locks = { request: async (_name: string, _how: unknown, work: (lock: null) => Promise<unknown>) => work(null) };

const fresh = () => ({
  __APP_VERSION__: "1",
  window: new EventTarget(),
  document: Object.assign(new EventTarget(), { visibilityState: "hidden" }),
});
Object.assign(globalThis, fresh());
Object.defineProperty(globalThis, "navigator", { value: { locks, onLine: false }, configurable: true });

/** Opens the app anew: what was in the memory of the page before is gone, what was on the disk is there. */
export async function openPage() {
  window.dispatchEvent(new Event("pagehide"));
  Object.assign(globalThis, fresh());
  vi.resetModules();
  (await import("../../../pwa/src/words/words")).speak(en);
  const store = await import("../../../pwa/src/store");
  await store.start("en");
  return {
    ...store,
    ...(await import("../../../pwa/src/report/draft")),
    ...(await import("../../../pwa/src/report/take-photo")),
    ...(await import("../../../pwa/src/camera/keep-original")),
  };
}

/** Photos as this browser keeps them: it can open none, and so leaves HEIC as it is. */
export const photo = (text: string): File => new File([`\0\0\0\x18ftypheic\0\0\0\0mif1heic${text}`], "IMG_1.HEIC", { type: "image/heic" });

/** Files whose photo is never made in the life of the page. */
export function stuck(text: string): File {
  const file = photo(text);
  file.slice = () => Object.assign(new Blob(), { arrayBuffer: () => new Promise<ArrayBuffer>(() => undefined) });
  return file;
}

/** From now on the disk has no room for such values, and says so when they are to be written down; until the test ends. */
export function fillDisk(isTooLarge: (value: unknown, key: IDBValidKey | undefined) => boolean): void {
  const { put } = IDBObjectStore.prototype;
  const { commit } = IDBTransaction.prototype;
  const lost = new WeakSet<IDBTransaction>();
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value: unknown, key) {
    if (isTooLarge(value, key)) lost.add(this.transaction);
    return put.call(this, value, key);
  });
  vi.spyOn(IDBTransaction.prototype, "commit").mockImplementation(function (this: IDBTransaction) {
    if (lost.has(this)) this.abort();
    else commit.call(this);
  });
}
