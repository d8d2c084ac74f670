// An empty map that looks the same wherever one is opened: flat, north up, two buttons. No tiles, no glyphs, no network.
import { Map as MapLibre, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

setWorkerUrl(workerUrl);

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
