// The numbers of groups in tiles, as HTML, because a map without glyphs has no text. Each is the server's own count.
import { Marker, type Map as MapLibre } from "maplibre-gl";
import { showNumber } from "../words/numbers";
import type { MapWords } from "./plain-map";
import { IN_TILE } from "./tile-layers";

/** A step in: a group becomes its four or sixteen parts. */
const CLOSER = 2;

export function tileCounts(map: MapLibre, source: string, say: MapWords) {
  let shown = new Map<string, Marker>();
  const badge = (n: number, overdue: number, at: [number, number]): Marker => {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "map-count" });
    element.textContent = showNumber(n);
    element.classList.toggle("map-count-late", overdue > 0);
    element.title = say.group?.(n, overdue) ?? say.cluster(n);
    element.setAttribute("aria-label", element.title);
    // The list holds the same; a hundred stops in the way of the Tab key would help nobody.
    element.tabIndex = -1;
    element.addEventListener("click", () => map.easeTo({ center: at, zoom: map.getZoom() + CLOSER }));
    return new Marker({ element }).setLngLat(at).addTo(map);
  };
  const refresh = (): void => {
    const next = new Map<string, Marker>();
    for (const { geometry, properties } of map.querySourceFeatures(source, { sourceLayer: IN_TILE, filter: [">", ["get", "n"], 1] })) {
      if (geometry.type !== "Point") continue;
      const [lon, lat] = geometry.coordinates as [number, number];
      const key = `${lon.toFixed(6)} ${lat.toFixed(6)} ${properties.n} ${properties.overdue}`;
      if (!next.has(key)) next.set(key, shown.get(key) ?? badge(Number(properties.n), Number(properties.overdue), [lon, lat]));
    }
    for (const [key, marker] of shown) if (!next.has(key)) marker.remove();
    shown = next;
  };
  const clear = (): void => {
    for (const marker of shown.values()) marker.remove();
    shown = new Map();
  };
  return { refresh, clear };
}
