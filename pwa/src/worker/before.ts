// The files of the version before. A page that was opened with it asks for some of them only later, and for the first of
// them while this version takes over: the server has them no more, and without them the page would stay empty.
import { getCacheKeyForURL } from "workbox-precaching";

const BEFORE = "before";

const isFile = ({ url }: Request): boolean => new URL(url).pathname.startsWith("/assets/");

/** Call while this version is installed: once it takes over, the others' files are dropped. Without room it goes on without
 * them. */
export async function keepBefore(): Promise<void> {
  await caches.delete(BEFORE);
  const name = (await caches.keys()).find((one) => one.includes("-precache-"));
  if (name === undefined) return;
  const [all, before] = await Promise.all([caches.open(name), caches.open(BEFORE)]);
  const theirs = (await all.keys()).filter((file) => isFile(file) && getCacheKeyForURL(file.url) === undefined);
  const keep = async ({ url }: Request): Promise<void> => {
    const found = await all.match(url);
    if (found) await before.put(url, found);
  };
  await Promise.all(theirs.map(keep)).catch(() => undefined);
}

export async function ofBefore(request: Request): Promise<Response> {
  return (await caches.match(request.url, { cacheName: BEFORE })) ?? fetch(request);
}
