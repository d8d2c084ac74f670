// What is on the map, bottom up: ground, districts by crew, their hairlines, pins, the rings of those picked, the disc of the selected one.
import type { LayerSpecification, Map as MapLibre } from "maplibre-gl";
import type { FeatureCollection, Geometry } from "geojson";
import { SIGNS, type Sign, signOf } from "../design/status-shapes";
import type { CrewDoc, DistrictDoc, RequestDoc } from "../store/views";
import { type Load, shareOf } from "./crew-load";
import { crewHues } from "./geometry";
import { HUES, type Paint } from "./paint";
import { drawPin } from "./pins";
import { recolour } from "./theme";

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
const CLUSTER_RADIUS_PX = 44;
const CLUSTERS_END_AT_ZOOM = 15;

/** With a load, each district says what share of the most its crew has. */
export function districtFeatures(districts: DistrictDoc[], crews: CrewDoc[], load: Load | null = null): FeatureCollection {
  const hue = crewHues(crews, HUES);
  return {
    type: "FeatureCollection",
    features: districts.flatMap((d) =>
      d.boundary
        ? [{
            type: "Feature" as const,
            properties: { hue: hue(d.crew_id), ...(load ? { load: shareOf(load, d.crew_id) } : {}) },
            geometry: d.boundary as unknown as Geometry,
          }]
        : [],
    ),
  };
}

/** What of a request the map needs. */
export type Pin = Pick<RequestDoc, "id" | "status"> & { place: Pick<RequestDoc["place"], "lat" | "lon"> };

/** Requests with a point; those with only words stay in the list. */
export function requestFeatures(requests: Pin[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: requests.flatMap(({ id, status, place }) =>
      place.lat == null || place.lon == null
        ? []
        : [{
            type: "Feature" as const,
            properties: { id, sign: signOf(status) },
            geometry: { type: "Point" as const, coordinates: [place.lon, place.lat] },
          }],
    ),
  };
}

const fillOf = (paint: Paint): NonNullable<Extract<LayerSpecification, { type: "fill" }>["paint"]> => ({
  "fill-color": ["match", ["get", "hue"], ...paint.crews.flatMap((c, i) => [i, c]), paint.unassigned] as never,
  "fill-opacity": ["case", ["has", "load"], ["+", 0.06, ["*", 0.6, ["get", "load"]]], 0.16],
});

export const PIN_LAYOUT: Extract<LayerSpecification, { type: "symbol" }>["layout"] = { "icon-image": ["get", "sign"], "icon-allow-overlap": true, "icon-ignore-placement": true };

function layersOf(paint: Paint): LayerSpecification[] {
  return [
    { id: "ground", type: "background", paint: { "background-color": paint.ground } },
    { id: "districts", type: "fill", source: "districts", paint: fillOf(paint) },
    { id: "borders", type: "line", source: "districts", paint: { "line-color": paint.line, "line-width": 1 } },
    {
      id: "pins",
      type: "symbol",
      source: "requests",
      filter: ["!", ["has", "point_count"]],
      layout: PIN_LAYOUT,
    },
    {
      id: "picked-rings",
      type: "circle",
      source: "picked",
      paint: {
        "circle-radius": 15,
        "circle-color": paint.ground,
        "circle-stroke-color": paint.action,
        "circle-stroke-width": 3,
      },
    },
    { id: "picked", type: "symbol", source: "picked", layout: PIN_LAYOUT },
    {
      id: "ring",
      type: "circle",
      source: "selected",
      paint: {
        "circle-radius": 17,
        "circle-color": paint.selected,
        "circle-stroke-color": paint.ink,
        "circle-stroke-width": 2,
      },
    },
    { id: "chosen", type: "symbol", source: "selected", layout: PIN_LAYOUT },
  ];
}

const coloursOf = (paint: Paint, sign: Sign): { fill: string; edge: string; halo: string } => ({
  fill: paint.signs[sign],
  edge: paint.ink,
  halo: paint.ground,
});

/** Puts the empty sources, the signs and the layers on a map whose style has loaded. */
export function furnish(map: MapLibre, paint: Paint): void {
  map.addSource("districts", { type: "geojson", data: NOTHING });
  map.addSource("requests", {
    type: "geojson",
    data: NOTHING,
    cluster: true,
    clusterRadius: CLUSTER_RADIUS_PX,
    clusterMaxZoom: CLUSTERS_END_AT_ZOOM,
  });
  map.addSource("picked", { type: "geojson", data: NOTHING });
  map.addSource("selected", { type: "geojson", data: NOTHING });
  const scale = Math.max(1, window.devicePixelRatio);
  for (const sign of SIGNS) map.addImage(sign, drawPin(sign, coloursOf(paint, sign), scale), { pixelRatio: scale });
  for (const layer of layersOf(paint)) map.addLayer(layer);
}

/** Gives a furnished map other colours, as when the phone goes dark. */
export function repaint(map: MapLibre, paint: Paint): void {
  const scale = Math.max(1, window.devicePixelRatio);
  for (const sign of SIGNS) map.updateImage(sign, drawPin(sign, coloursOf(paint, sign), scale));
  recolour(map, layersOf(paint));
}
