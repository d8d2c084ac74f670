// An empty map that looks the same wherever one is opened: flat, north up, two buttons. No tiles, no glyphs, no network.
import { Map as MapLibre, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

setWorkerUrl(workerUrl);

/** Has the worker keep all that draws a map, so that it opens without a network though it was never opened before. Rejects
 * when it cannot be had now. */
export async function keepMapCode(): Promise<void> {
  await isControlled();
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const files = new Set([...loaded.filter((name) => name.includes("/assets/map/")), new URL(workerUrl, location.href).href]);
  const answers = await Promise.all([...files].map((file) => fetch(file)));
  if (answers.some(({ ok }) => !ok)) throw new Error("The map's code is not complete.");
}

/** Resolves when the service worker sees what this page fetches; at once where there is none. */
async function isControlled(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker || serviceWorker.controller) return;
  await new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

/** What screen readers call the map and its two buttons. */
interface Said {
  map: string;
  zoomIn: string;
  zoomOut: string;
}

/** And what is read on a cluster of so many. */
export interface MapWords extends Said {
  cluster(n: number): string;
  /** On a group of the server's tiles, where there can be some. */
  group?(n: number, overdue: number): string;
}

/** Throws when the browser has no WebGL. */
export function openPlain(host: HTMLElement, say: Said): MapLibre {
  const map = new MapLibre({
    container: host,
    style: { version: 8, sources: {}, layers: [] },
    center: [0, 0],
    zoom: 1,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: { "Map.Title": say.map, "NavigationControl.ZoomIn": say.zoomIn, "NavigationControl.ZoomOut": say.zoomOut },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  return map;
}
