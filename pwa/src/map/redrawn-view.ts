// The map of a change: what is there now, what would be, and what would move. No tiles, no glyphs, no network.
import type { GeoJSONSource, LayerSpecification } from "maplibre-gl";
import type { FeatureCollection, Geometry } from "geojson";
import type { Outline, RedrawnMap } from "../store/districts";
import type { CrewDoc, DistrictDoc } from "../store/views";
import { districtWords } from "../words/districts";
import { desk } from "../words/staff";
import { districtLabels } from "./badges";
import { boundsOf, crewHues, outerRings } from "./geometry";
import { HUES, readPaint, type Paint } from "./paint";
import { openPlain } from "./plain-map";
import { onTheme, recolour } from "./theme";

export interface RedrawnView {
  show(areas: RedrawnMap, crews: CrewDoc[]): void;
  wholeCity(): void;
  remove(): void;
}

const ROOM_PX = { top: 56, right: 32, bottom: 72, left: 32 };
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

const boundaryOf = ({ geometry }: Outline): DistrictDoc["boundary"] => geometry as unknown as DistrictDoc["boundary"];

/** Opens a map in `host`. Throws when the browser has no WebGL. */
export function openRedrawn(host: HTMLElement): RedrawnView {
  const map = openPlain(host, { ...desk, map: districtWords.map });
  const labels = districtLabels(map);
  let wanted: { areas: RedrawnMap; crews: CrewDoc[] } | null = null;
  let ready = false;

  const wholeCity = (animate = true): void => {
    const all = wanted ? [...wanted.areas.before, ...wanted.areas.after] : [];
    const box = boundsOf(all.flatMap((outline) => outerRings(boundaryOf(outline)).flat()));
    if (box) map.fitBounds(box, { padding: ROOM_PX, maxZoom: 16, animate });
  };
  const draw = (): void => {
    if (!ready || !wanted) return;
    const { areas, crews } = wanted;
    const put = (source: string, data: FeatureCollection): unknown => map.getSource<GeoJSONSource>(source)?.setData(data);
    put("before", outlines(areas.before, crews));
    put("after", outlines(areas.after, crews));
    put("moves", points(areas));
    labels.show(areas.after.map((outline, i) => ({ id: String(i), name: outline.name, boundary: boundaryOf(outline) }) as DistrictDoc));
    wholeCity(false);
  };
  map.on("load", () => {
    for (const source of ["before", "after", "moves"]) map.addSource(source, { type: "geojson", data: NOTHING });
    for (const layer of layersOf(readPaint(host))) map.addLayer(layer);
    ready = true;
    draw();
  });
  const noMoreThemes = onTheme(() => ready && recolour(map, layersOf(readPaint(host))));
  return {
    show(areas, crews) {
      wanted = { areas, crews };
      draw();
    },
    wholeCity,
    remove() {
      noMoreThemes();
      map.remove();
    },
  };
}

/** Areas in the colours that the desk's map gives their crews; a crew that is not there yet has none. */
function outlines(areas: Outline[], crews: CrewDoc[]): FeatureCollection {
  const hue = crewHues(crews, HUES);
  const idOf = new Map(crews.map(({ id, name }) => [name, id]));
  return {
    type: "FeatureCollection",
    features: areas.map((area) => ({
      type: "Feature",
      properties: { hue: hue(idOf.get(area.crew ?? "") ?? null) },
      geometry: area.geometry as unknown as Geometry,
    })),
  };
}

const points = ({ moves }: RedrawnMap): FeatureCollection => ({
  type: "FeatureCollection",
  features: moves.map(([lon, lat]) => ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [lon, lat] } })),
});

const layersOf = (paint: Paint): LayerSpecification[] => [
  { id: "ground", type: "background", paint: { "background-color": paint.ground } },
  {
    id: "after",
    type: "fill",
    source: "after",
    paint: {
      "fill-color": ["match", ["get", "hue"], ...paint.crews.flatMap((c, i) => [i, c]), paint.unassigned] as never,
      "fill-opacity": 0.22,
    },
  },
  {
    id: "before-borders",
    type: "line",
    source: "before",
    paint: { "line-color": paint.ink, "line-width": 1.25, "line-dasharray": [4, 4] },
  },
  // On top: where nothing changed, only the new border is seen.
  { id: "after-borders", type: "line", source: "after", paint: { "line-color": paint.ink, "line-width": 2 } },
  {
    id: "moves",
    type: "circle",
    source: "moves",
    paint: { "circle-radius": 5, "circle-color": paint.selected, "circle-stroke-color": paint.ink, "circle-stroke-width": 2 },
  },
];
