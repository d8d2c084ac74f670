// The service worker: the shell from its own store, the map after its first use. It never answers for what belongs to the
// server (/sync, /files, /r ...), but sends what waits when the browser starts it for that.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { sendInBackground } from "../store/background";
import { openNews, showNews, type Windows } from "./push";
import { takeShared } from "./share";
import { isAppPath, nameWithoutHash, SHARE } from "./app-paths";
import { keepBefore, ofBefore } from "./before";

interface Lasting {
  waitUntil(done: Promise<void>): void;
}

interface Worker {
  __WB_MANIFEST: { url: string; revision: string | null }[];
  clients: Windows & { claim(): Promise<void> };
  registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  addEventListener(name: "message", listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(name: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(name: "sync", listener: (event: Lasting & { tag: string }) => void): void;
  addEventListener(name: "push", listener: (event: Lasting & { data: { text(): string } | null }) => void): void;
  addEventListener(name: "notificationclick", listener: (event: Lasting & { notification: Notification }) => void): void;
}
declare const self: Worker;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const shell = createHandlerBoundToURL("/index.html");
registerRoute(({ request, url }) => request.mode === "navigate" && isAppPath(url.pathname), shell);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE,
  async ({ request }) => Response.redirect(await takeShared(request.formData()), 303),
  "POST",
);

/** The map's files carry a hash and never change; a newer one takes the place of the one before it. */
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/map/"),
  new CacheFirst({ cacheName: "map", plugins: [{ cacheDidUpdate: ({ request }) => dropOlder(request.url) }] }),
);

/** Files of no map that this version does not have. */
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"), ({ request }) => ofBefore(request));
self.addEventListener("install", (event) => event.waitUntil(keepBefore()));

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

/** There is a network, and a device whose database has the name of the tag left something to send. */
self.addEventListener("sync", (event) => event.waitUntil(sendInBackground(event.tag)));

self.addEventListener("push", (event) => event.waitUntil(showNews(self.registration, event.data?.text() ?? null)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openNews(self.clients, event.notification.data));
});
