// What the map of a pin shows: outlines of the districts, the ring of a fix, numbers of houses, the pin. No tiles, no network.
import { Marker, type GeoJSONSource, type LayerSpecification, type Map as MapLibre } from "maplibre-gl";
import type { Feature, FeatureCollection } from "geojson";
import type { PlaceFound } from "@sync/protocol/messages";
import { circle, type Point } from "../place/pin";
import { words } from "../words/words";
import { boundsOf, type Position } from "./geometry";
import { houseLabels } from "./house-labels";
import { readPaint, type Paint } from "./paint";
import { openPlain } from "./plain-map";
import { onTheme, recolour } from "./theme";

export interface Pinned {
  fix: (Point & { accuracy_m: number }) | null;
  pin: Point | null;
  /** Where to look. */
  middle: Point;
  /** Rings of the districts: latitude, longitude, latitude, longitude … */
  outlines: number[][];
  houses: PlaceFound[];
}

export interface PinView {
  show(next: Pinned): void;
  remove(): void;
}

/** At least so much around a point is in sight. */
const SIGHT_M = 70;
const CLOSE = 16;
const CLOSEST = 19;
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Opens a map in `host`. Throws when the browser has no WebGL. */
export function openPinMap(host: HTMLElement, onPlace: (at: Point) => void): PinView {
  const map = openPlain(host, words.pin);
  map.keyboard.disable(); // The arrow keys move the pin,
  map.scrollZoom.disable(); // and the wheel the page.
  const labels = houseLabels(map);
  const element = Object.assign(document.createElement("span"), { className: "map-pin" });
  const marker = new Marker({ element, anchor: "bottom" });
  let wanted: Pinned | null = null;
  let ready = false;
  let fitted = false;

  const draw = (): void => {
    if (!ready || !wanted) return;
    const { fix, pin, outlines, houses } = wanted;
    map.getSource<GeoJSONSource>("outlines")?.setData(collection(outlines.map(lineOf)));
    map.getSource<GeoJSONSource>("fix")?.setData(collection(fix ? fixOf(fix) : []));
    labels.show(houses);
    const at = pin ?? fix;
    if (at) marker.setLngLat([at.lon, at.lat]).addTo(map);
    else marker.remove();
    if (!fitted) look(map, wanted);
    else if (pin && !map.getBounds().contains([pin.lon, pin.lat])) map.easeTo({ center: [pin.lon, pin.lat] });
    fitted = true;
  };
  map.on("load", () => {
    for (const source of ["outlines", "fix"]) map.addSource(source, { type: "geojson", data: NOTHING });
    for (const layer of layersOf(readPaint(host))) map.addLayer(layer);
    ready = true;
    draw();
  });
  map.on("click", ({ lngLat }) => {
    onPlace({ lat: lngLat.lat, lon: lngLat.lng });
    // From afar nobody hits a house: come closer, and tap again.
    if (map.getZoom() < CLOSE) map.easeTo({ center: lngLat, zoom: CLOSE + 1 });
  });
  const noMoreThemes = onTheme(() => ready && recolour(map, layersOf(readPaint(host))));
  return {
    show(next) {
      wanted = next;
      draw();
    },
    remove() {
      noMoreThemes();
      map.remove();
    },
  };
}

/** The ring of the fix and what is around the pin; without both, the whole city. */
function look(map: MapLibre, { fix, pin, middle, outlines }: Pinned): void {
  const near = [...(fix ? circle(fix, Math.max(SIGHT_M, fix.accuracy_m)) : []), ...(pin ? circle(pin, SIGHT_M) : [])];
  const all = near.length ? near : outlines.flatMap(positionsOf);
  const box = boundsOf(all.length ? all : circle(middle, 1_000));
  if (box) map.fitBounds(box, { padding: 16, maxZoom: CLOSEST, animate: false });
}

function positionsOf(ring: number[]): Position[] {
  const found: Position[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) found.push([ring[i + 1] ?? 0, ring[i] ?? 0]);
  return found;
}

function lineOf(ring: number[]): Feature {
  const corners = positionsOf(ring);
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: [...corners, ...corners.slice(0, 1)] } };
}

const fixOf = (fix: NonNullable<Pinned["fix"]>): Feature[] => [
  { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(fix, fix.accuracy_m)] } },
  { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [fix.lon, fix.lat] } },
];

const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });

const layersOf = (paint: Paint): LayerSpecification[] => [
  { id: "ground", type: "background", paint: { "background-color": paint.ground } },
  { id: "borders", type: "line", source: "outlines", paint: { "line-color": paint.line, "line-width": 1.5 } },
  {
    id: "ring",
    type: "fill",
    source: "fix",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": paint.action, "fill-opacity": 0.14 },
  },
  {
    id: "ring-edge",
    type: "line",
    source: "fix",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "line-color": paint.action, "line-width": 1.5 },
  },
  {
    id: "fix",
    type: "circle",
    source: "fix",
    filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-radius": 6, "circle-color": paint.action, "circle-stroke-color": paint.ground, "circle-stroke-width": 2 },
  },
];
