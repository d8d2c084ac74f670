// What the desk's map can show instead of signs: heat of the same reports, or tiles where there are too many of them.
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { type Pin, requestFeatures } from "./layers";
import { readPaint } from "./paint";
import type { MapWords } from "./plain-map";
import { recolour } from "./theme";
import { tileCounts } from "./tile-counts";
import { heatPaint, pinLayer } from "./tile-layers";
import { addTiles, changeTiles } from "./tile-source";

const HEAT = "heat";
const TILES = "tiles";

export function openOverlays(map: MapLibre, host: HTMLElement, onSelect: (id: string) => void, say: MapWords) {
  let counts: ReturnType<typeof tileCounts> | null = null;
  let hot: Pin[] | null = null;
  let drawnTiles: string | null = null;

  const showHeat = (requests: Pin[] | null): void => {
    if (requests === hot) return;
    hot = requests;
    if (requests && !map.getSource(HEAT)) {
      map.addSource(HEAT, { type: "geojson", data: requestFeatures([]) });
      map.addLayer({ id: HEAT, type: "heatmap", source: HEAT, paint: heatPaint(readPaint(host)) }, "picked-rings");
    }
    map.getSource<GeoJSONSource>(HEAT)?.setData(requestFeatures(requests ?? []));
  };
  const showTiles = (query: string | null): void => {
    if (query === drawnTiles) return;
    drawnTiles = query;
    counts?.clear();
    if (query !== null && !counts) {
      addTiles(map, TILES, query);
      map.addLayer(pinLayer(TILES), "picked-rings");
      counts = tileCounts(map, TILES, say);
      map.on("idle", () => drawnTiles !== null && counts?.refresh());
      map.on("click", "tile-pins", ({ features }) => {
        const id: unknown = features?.[0]?.properties.id;
        if (typeof id === "string") onSelect(id);
      });
    } else if (query !== null) changeTiles(map, TILES, query);
    if (counts) map.setLayoutProperty("tile-pins", "visibility", query === null ? "none" : "visible");
  };
  return {
    /** `tiles` is what to ask the server for; null: everything is in `requests`. */
    show(requests: Pin[], heat: boolean, tiles: string | null): void {
      showHeat(heat ? requests : null);
      showTiles(tiles);
    },
    repaint(): void {
      if (map.getLayer(HEAT)) recolour(map, [{ id: HEAT, paint: heatPaint(readPaint(host)) }]);
    },
  };
}
