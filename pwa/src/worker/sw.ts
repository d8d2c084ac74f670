// The service worker: the shell from its own store, the map after its first use, and nothing else. It never touches what
// belongs to the server (/sync, /files, /r ...): that is the store's work.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { isAppPath, nameWithoutHash } from "./app-paths";

interface Worker {
  __WB_MANIFEST: { url: string; revision: string | null }[];
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "message", listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(name: "activate", listener: (event: { waitUntil(done: Promise<void>): void }) => void): void;
}
declare const self: Worker;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const shell = createHandlerBoundToURL("/index.html");
registerRoute(({ request, url }) => request.mode === "navigate" && isAppPath(url.pathname), shell);

/** The map's files carry a hash and never change; a newer one takes the place of the one before it. */
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/map/"),
  new CacheFirst({ cacheName: "map", plugins: [{ cacheDidUpdate: ({ request }) => dropOlder(request.url) }] }),
);

async function dropOlder(newest: string): Promise<void> {
  const kept = await caches.open("map");
  const older = (await kept.keys()).filter(({ url }) => url !== newest && nameWithoutHash(url) === nameWithoutHash(newest));
  await Promise.all(older.map((request) => kept.delete(request)));
}

/** A new version waits until the person asks for it. */
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

/** So that a first visit can already go on without a connection. */
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
