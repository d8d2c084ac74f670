// Registers the service worker and notices a new version. It takes over only when the person taps, never by itself.
import { signal, type ReadonlySignal } from "@preact/signals";
import { loadAfreshNextTime } from "../design/router";
import { outdatedAt } from "../store";

const ready = signal(false);
/** True while a new version waits. */
export const updateReady: ReadonlySignal<boolean> = ready;

/** Some browsers never tell that the new worker took over (WebKit). */
const GIVE_UP_MS = 3000;
let registration: ServiceWorkerRegistration | null = null;
let tapped = false;

/** Lets the waiting version take over and loads the page with it. */
export function takeUpdate(): void {
  tapped = true;
  registration?.waiting?.postMessage("take over");
  setTimeout(() => location.reload(), GIVE_UP_MS);
}

export function watchForUpdates(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const workers = navigator.serviceWorker;
  let controlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (tapped) location.reload();
    else if (controlled) loadAfreshNextTime();
    controlled = true;
  });
  workers.register("/sw.js").then(watch).catch(() => undefined);
}

function watch(found: ServiceWorkerRegistration): void {
  registration = found;
  const look = (): void => {
    if (found.waiting && navigator.serviceWorker.controller) ready.value = true;
  };
  look();
  found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", look));
  const search = (): void => void found.update().catch(() => undefined);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") search();
  });
  // The server says it again each hour, and each time we look for the version it wants (SYNC-041).
  outdatedAt.subscribe((at) => at !== null && search());
}
