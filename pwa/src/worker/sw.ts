// The service worker: the shell from its own store, the map after its first use, and nothing else. It never touches what
// belongs to the server (/sync, /files, /r ...): that is the store's work.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { isAppPath } from "./app-paths";

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

/** Files with a hash in their name never change; old ones go with the cache's next name. */
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/map/"),
  new CacheFirst({ cacheName: "map" }),
);

/** A new version waits until the person asks for it. */
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

/** So that a first visit can already go on without a connection. */
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
