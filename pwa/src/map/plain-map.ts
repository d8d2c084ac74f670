// An empty map that looks the same wherever one is opened: flat, north up, two buttons. No tiles, no glyphs, no network.
import { Map as MapLibre, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { desk } from "../words/staff";

setWorkerUrl(workerUrl);

/** Throws when the browser has no WebGL. `title` is what screen readers call it. */
export function openPlain(host: HTMLElement, title: string): MapLibre {
  const map = new MapLibre({
    container: host,
    style: { version: 8, sources: {}, layers: [] },
    center: [0, 0],
    zoom: 1,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: { "Map.Title": title, "NavigationControl.ZoomIn": desk.zoomIn, "NavigationControl.ZoomOut": desk.zoomOut },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  return map;
}
