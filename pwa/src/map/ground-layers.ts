// The quiet ground under a map: layers for whatever an archive holds, chosen by the names that OpenMapTiles, Protomaps and
// cities give their layers. What has no known name is a thin line. Pure.
import type { ExpressionSpecification as Expression, LayerSpecification } from "maplibre-gl";

/** Its colours, as map.css says. */
export interface GroundPaint {
  ground: string;
  water: string;
  green: string;
  building: string;
  road: string;
  roadEdge: string;
  boundary: string;
  label: string;
}

type Kind = "earth" | "green" | "water" | "building" | "road" | "boundary" | "place" | "none" | "other";

/** The first that fits. Points of interest and house numbers would be in the way of the jobs. */
const NAMES: [Kind, RegExp][] = [
  ["none", /poi|housenum|address|mountain|aerodrome/],
  ["place", /place|label|settlement|_name$/],
  ["earth", /^(earth|land|ground)$/],
  ["green", /landcover|landuse|park|green|wood|forest/],
  ["water", /water|hydro|lake|river|stream|ocean|sea/],
  ["building", /building|structure/],
  ["road", /road|street|transport|highway|centerline|aeroway/],
  ["boundary", /bound|admin|county|counties|city|limit|tract|district/],
];
const kindOf = (name: string): Kind => NAMES.find(([, pattern]) => pattern.test(name.toLowerCase()))?.[0] ?? "other";

const AREAS: Expression = ["==", ["geometry-type"], "Polygon"];
const LINES: Expression = ["==", ["geometry-type"], "LineString"];
const POINTS: Expression = ["==", ["geometry-type"], "Point"];
const EDGES: Expression = ["!=", ["geometry-type"], "Point"];
const NAME: Expression = ["to-string", ["coalesce", ["get", "name"], ["get", "NAME"], ["get", "Name"], ["get", "FULLNAME"], ["get", "ref"], ""]];
const CLASS: Expression = ["to-string", ["coalesce", ["get", "class"], ["get", "kind"], ["get", "highway"], ""]];

/** By how a road is called: wide, middling, small, a path. */
const byRoad = (wide: number, middling: number, small: number, path: number): Expression => [
  "match",
  CLASS,
  ["motorway", "trunk", "highway", "freeway"],
  wide,
  ["primary", "secondary", "tertiary", "major_road", "medium_road"],
  middling,
  ["path", "track", "rail", "transit", "ferry", "footway", "pedestrian", "aerialway", "runway", "taxiway"],
  path,
  small,
];
const widthOf = (more: number): Expression => [
  "interpolate",
  ["exponential", 1.5],
  ["zoom"],
  8,
  byRoad(1.2 + more, 0.7 + more, 0.2, 0.1),
  13,
  byRoad(4 + more, 2.6 + more, 1.2 + more, 0.6),
  18,
  byRoad(22 + more, 17 + more, 12 + more, 2),
];

type Sketch = (paint: GroundPaint) => Omit<LayerSpecification, "id" | "source"> & { part?: string };

const fill = (colour: keyof GroundPaint): Sketch => (paint) => ({ type: "fill", part: "fill", filter: AREAS, paint: { "fill-color": paint[colour] } }) as never;
const line = (filter: Expression, colour: keyof GroundPaint, width: Expression | number, part = "line", more: object = {}): Sketch => (paint) =>
  ({ type: "line", part, filter, layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": paint[colour], "line-width": width }, ...more }) as never;
const text = (filter: Expression, layout: object, more: object = {}): Sketch => (paint) =>
  ({
    type: "symbol",
    part: "text",
    filter: ["all", filter, ["!=", NAME, ""]],
    layout: { "text-field": NAME, "text-font": ["sans-serif"], "text-max-width": 8, ...layout },
    paint: { "text-color": paint.label, "text-halo-color": paint.ground, "text-halo-width": 1.5 },
    ...more,
  }) as never;

/** What is drawn of each kind, bottom up. */
const SKETCHES: [Kind, Sketch][] = [
  ["earth", fill("ground")],
  ["green", fill("green")],
  ["water", fill("water")],
  ["water", line(LINES, "water", ["interpolate", ["linear"], ["zoom"], 8, 0.5, 16, 5])],
  ["building", fill("building")],
  ["other", line(EDGES, "boundary", 0.6)],
  ["place", line(AREAS, "boundary", 0.8)],
  ["boundary", line(EDGES, "boundary", 1)],
  ["road", line(LINES, "roadEdge", widthOf(1.6), "edge")],
  ["road", line(LINES, "road", widthOf(0))],
  ["road", text(LINES, { "symbol-placement": "line", "text-size": 13 }, { minzoom: 13 })],
  ["place", text(LINES, { "symbol-placement": "line", "text-size": 13 }, { minzoom: 13 })],
  ["place", text(POINTS, { "text-size": ["interpolate", ["linear"], ["zoom"], 9, 13, 15, 17] }, {})],
];

/** One archive's source, and the names of its layers. */
export interface GroundSource {
  source: string;
  layers: string[];
}

/** The layers of the ground, bottom up; their ids begin with "ground/". */
export function groundLayers(sources: GroundSource[], paint: GroundPaint): LayerSpecification[] {
  return SKETCHES.flatMap(([kind, sketch], order) =>
    sources.flatMap(({ source, layers }) =>
      layers
        .filter((layer) => kindOf(layer) === kind)
        .map((layer) => {
          const { part, ...drawn } = sketch(paint);
          return { ...drawn, id: `ground/${order}/${part}/${source}/${layer}`, source, "source-layer": layer } as LayerSpecification;
        }),
    ),
  );
}
