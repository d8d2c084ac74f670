// The map of all requests there ever were: districts, and tiles of what is chosen as signs and numbers or as heat.
import type { GeoJSONSource } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { CrewDoc, DistrictDoc } from "../store/views";
import { districtLabels } from "./badges";
import { boundsOf, outerRings, type Bounds } from "./geometry";
import { districtFeatures, furnish, type Pin, repaint, requestFeatures } from "./layers";
import { readPaint } from "./paint";
import { openPlain, type MapWords } from "./plain-map";
import { onTheme, recolour } from "./theme";
import { tileCounts } from "./tile-counts";
import { heatLayer, heatPaint, pinLayer, weighHeat } from "./tile-layers";
import { addTiles, changeTiles } from "./tile-source";

export interface AtlasShown {
  districts: DistrictDoc[];
  crews: CrewDoc[];
  /** What is chosen, as the server reads it. */
  query: string;
  heat: boolean;
  selected: Pin | null;
}

export interface AtlasHears {
  select: (id: string, reference: string) => void;
  /** What is in sight, once the map stands still. */
  move: (box: Bounds) => void;
  /** How many the strongest heat stands for. */
  heat: (most: number) => void;
  /** Whether some of the tiles could not be had. */
  failed: (failed: boolean) => void;
}

export interface AtlasView {
  show(next: AtlasShown): void;
  wholeCity(): void;
  /** Asks again for tiles that could not be had. */
  again(): void;
  remove(): void;
}

const ROOM_PX = 32;
const SINGLE = "tiles";
const HEAT = "heat-tiles";

/** Opens a map in `host`. Throws when the browser has no WebGL. */
export function openAtlas(host: HTMLElement, hears: AtlasHears, say: MapWords): AtlasView {
  const map = openPlain(host, say);
  const labels = districtLabels(map);
  const counts = tileCounts(map, SINGLE, say);
  let drawn: AtlasShown | null = null;
  let wanted: AtlasShown | null = null;
  let ready = false;
  let fitted = false;

  const wholeCity = (animate = true): void => {
    const box = boundsOf((wanted?.districts ?? []).flatMap((district) => outerRings(district.boundary).flat()));
    fitted ||= box !== null; // first: without a flight the move has ended within the next line
    if (box) map.fitBounds(box, { padding: ROOM_PX, maxZoom: 16, animate });
  };
  const put = (source: string, data: FeatureCollection): unknown => map.getSource<GeoJSONSource>(source)?.setData(data);
  const see = (heat: boolean): void => {
    map.setLayoutProperty("tile-pins", "visibility", heat ? "none" : "visible");
    map.setLayoutProperty("tile-heat", "visibility", heat ? "visible" : "none");
    map.setPaintProperty("districts", "fill-opacity", heat ? 0.05 : 0.16);
    if (heat) counts.clear();
  };
  const draw = (): void => {
    if (!ready || !wanted) return;
    const next = wanted;
    if (next.query !== drawn?.query) {
      counts.clear();
      changeTiles(map, SINGLE, next.query);
      changeTiles(map, HEAT, `${next.query}&show=heat`);
    }
    if (next.heat !== drawn?.heat) see(next.heat);
    if (next.districts !== drawn?.districts || next.crews !== drawn.crews) put("districts", districtFeatures(next.districts, next.crews));
    if (next.districts !== drawn?.districts) labels.show(next.districts);
    put("selected", requestFeatures(next.selected ? [next.selected] : []));
    drawn = next;
    if (!fitted) wholeCity(false);
  };

  const refresh = (): void => {
    if (drawn?.heat) hears.heat(weighHeat(map, HEAT));
    else counts.refresh();
  };

  host.ariaBusy = "true";
  map.on("load", () => {
    const paint = readPaint(host);
    furnish(map, paint);
    for (const name of [SINGLE, HEAT]) addTiles(map, name, wanted?.query ?? "");
    map.addLayer(heatLayer(HEAT, paint), "picked-rings");
    map.addLayer(pinLayer(SINGLE), "picked-rings");
    ready = true;
    draw();
  });
  map.on("idle", () => {
    if (!drawn) return;
    refresh();
    host.ariaBusy = "false";
  });
  map.on("moveend", () => {
    if (fitted) hears.move(map.getBounds().toArray().flat() as Bounds);
  });
  map.on("error", () => hears.failed(true));
  map.on("sourcedata", ({ sourceId, isSourceLoaded }) => {
    if ((sourceId === SINGLE || sourceId === HEAT) && isSourceLoaded && drawn) refresh();
  });
  map.on("click", "tile-pins", ({ features }) => {
    const { id, reference } = features?.[0]?.properties ?? {};
    if (typeof id === "string" && typeof reference === "string") hears.select(id, reference);
  });
  map.on("mouseenter", "tile-pins", () => map.getCanvas().classList.add("over-pin"));
  map.on("mouseleave", "tile-pins", () => map.getCanvas().classList.remove("over-pin"));

  const noMoreThemes = onTheme(() => {
    if (!ready) return;
    const paint = readPaint(host);
    repaint(map, paint);
    recolour(map, [{ id: "tile-heat", paint: heatPaint(paint) }]);
  });
  return {
    show(next) {
      wanted = next;
      draw();
    },
    wholeCity,
    again() {
      hears.failed(false);
      if (drawn) for (const name of [SINGLE, HEAT]) changeTiles(map, name, name === HEAT ? `${drawn.query}&show=heat` : drawn.query);
    },
    remove() {
      noMoreThemes();
      map.remove();
    },
  };
}
