// What a crew's map draws: districts as hairlines, the line of the day from stop to stop, where the crew stands.
import { Marker, type GeoJSONSource, type LayerSpecification, type Map as MapLibre } from "maplibre-gl";
import type { Feature, FeatureCollection } from "geojson";
import { circle } from "../place/pin";
import type { DistrictDoc } from "../store/views";
import { crewMap } from "../words/basemap";
import { groupsOf, type Stop } from "./crew-stops";
import { boundsOf, outerRings, type Position } from "./geometry";
import { layGround } from "./ground";
import { readPaint, type Paint } from "./paint";
import { openPlain } from "./plain-map";
import { onTheme, recolour } from "./theme";

/** Where a phone is, as it says. */
export interface Fix {
  at: Position;
  accuracyM: number;
}

export interface Day {
  stops: (Stop & { label: string })[];
  districts: DistrictDoc[];
  selectedId: string | null;
  fix: Fix | null;
}

export interface CrewView {
  show(next: Day): void;
  wholeDay(): void;
  goTo(at: Position): void;
  remove(): void;
}

interface Taps {
  onOpen(id: string): void;
  /** Stops so close together that coming closer does not part them. */
  onCrowd(ids: string[]): void;
}

/** A glove covers so much. */
const GLOVE_PX = 64;
const CLOSEST = 18;
const ROOM_PX = { top: 92, right: 88, bottom: 56, left: 56 };
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Opens a map in `host`. Throws when the browser has no WebGL. */
export function openCrewMap(host: HTMLElement, taps: Taps): CrewView {
  const map = openPlain(host, crewMap);
  const you = new Marker({ element: Object.assign(document.createElement("span"), { className: "map-you" }) });
  let day: Day = { stops: [], districts: [], selectedId: null, fix: null };
  let drawn: Day | null = null;
  let ready = false;
  let fitted = false;
  const buttons = stopButtons(map, taps);

  const wholeDay = (animate = true): void => {
    const all = day.stops.length ? day.stops.map(({ at }) => at) : day.districts.flatMap((d) => outerRings(d.boundary).flat());
    const box = boundsOf(day.fix ? [...all, day.fix.at] : all);
    if (box) map.fitBounds(box, { padding: ROOM_PX, maxZoom: 16, animate });
    fitted ||= box !== null;
  };
  const draw = (): void => {
    if (!ready) return;
    if (day.districts !== drawn?.districts) put(map, "districts", day.districts.flatMap(outlineOf));
    if (day.stops !== drawn?.stops) put(map, "line", lineOf(day.stops));
    if (day.fix !== drawn?.fix) put(map, "fix", day.fix ? [ringOf(day.fix)] : []);
    if (day.fix) you.setLngLat(day.fix.at).addTo(map);
    if (!fitted) wholeDay(false);
    const chosen = day.selectedId !== drawn?.selectedId && day.stops.find(({ id }) => id === day.selectedId);
    if (chosen && !map.getBounds().contains(chosen.at)) map.easeTo({ center: chosen.at });
    drawn = day;
    buttons(day);
  };

  host.ariaBusy = "true";
  map.once("idle", () => (host.ariaBusy = "false"));
  map.on("load", () => {
    for (const source of ["districts", "line", "fix"]) map.addSource(source, { type: "geojson", data: NOTHING });
    for (const layer of layersOf(readPaint(host))) map.addLayer(layer);
    ready = true;
    draw();
    layGround(map, host, "borders");
  });
  map.on("moveend", () => buttons(day));
  const noMoreThemes = onTheme(() => ready && recolour(map, layersOf(readPaint(host))));
  return {
    show(next) {
      day = next;
      draw();
    },
    wholeDay,
    goTo: (at) => map.easeTo({ center: at, zoom: Math.max(map.getZoom(), 15) }),
    remove() {
      noMoreThemes();
      map.remove();
    },
  };
}

/** Numbered buttons on the stops, as many as a glove can tell apart: stops that are close together share one. */
function stopButtons(map: MapLibre, { onOpen, onCrowd }: Taps): (day: Day) => void {
  const shown = new Map<string, { marker: Marker; group: Day["stops"] }>();
  const tap = (key: string): void => {
    const group = shown.get(key)?.group ?? [];
    const [first] = group;
    if (group.length === 1 && first) return onOpen(first.id);
    const box = boundsOf(group.map(({ at }) => at));
    const closer = box && map.cameraForBounds(box, { padding: GLOVE_PX, maxZoom: CLOSEST });
    if (!closer?.zoom || map.getZoom() >= CLOSEST - 0.5 || !parts(group, closer.zoom)) onCrowd(group.map(({ id }) => id));
    else map.easeTo(closer as { zoom: number });
  };
  const spots = (stops: Day["stops"], scale = 1) =>
    stops.map(({ id, at }) => ({ id, x: map.project(at).x * scale, y: map.project(at).y * scale }));
  const parts = (stops: Day["stops"], zoom: number): boolean =>
    groupsOf(spots(stops, 2 ** (zoom - map.getZoom())), GLOVE_PX).length > 1;

  return ({ stops, selectedId }) => {
    const known = new Map(stops.map((stop) => [stop.id, stop]));
    const wanted = new Map(groupsOf(spots(stops), GLOVE_PX).map((ids) => [ids.join(" "), ids.flatMap((id) => known.get(id) ?? [])]));
    for (const [key, { marker }] of shown) {
      if (wanted.has(key)) continue;
      marker.remove();
      shown.delete(key);
    }
    for (const [key, group] of wanted) {
      const [first] = group;
      if (!first) continue;
      const marker = shown.get(key)?.marker ?? new Marker({ element: buttonFor(() => tap(key)) }).setLngLat(first.at).addTo(map);
      shown.set(key, { marker: marker.setLngLat(first.at), group });
      dress(marker.getElement(), group, selectedId);
    }
  };
}

function buttonFor(tap: () => void): HTMLElement {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "map-stop" });
  button.append(document.createElement("span"));
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    tap();
  });
  return button;
}

function dress(button: HTMLElement, group: Day["stops"], selectedId: string | null): void {
  const [first] = group;
  const numbers = group.map(({ number }) => number);
  const isAlone = group.length === 1;
  button.firstElementChild!.textContent = group.length > 2 ? `${first?.number} +${group.length - 1}` : numbers.join(", ");
  button.setAttribute("aria-label", isAlone && first ? first.label : crewMap.stops(numbers));
  button.classList.toggle("is-selected", group.some(({ id }) => id === selectedId));
}

const put = (map: MapLibre, source: string, features: Feature[]): void =>
  void map.getSource<GeoJSONSource>(source)?.setData({ type: "FeatureCollection", features });

const outlineOf = ({ boundary }: DistrictDoc): Feature[] =>
  outerRings(boundary).map((ring) => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: ring } }));

const lineOf = (stops: Stop[]): Feature[] =>
  stops.length < 2
    ? []
    : [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: stops.map(({ at }) => at) } }];

const ringOf = ({ at: [lon, lat], accuracyM }: Fix): Feature => ({
  type: "Feature",
  properties: {},
  geometry: { type: "Polygon", coordinates: [circle({ lat, lon }, accuracyM)] },
});

const ROUND = { "line-cap": "round", "line-join": "round" } as const;

const layersOf = (paint: Paint): LayerSpecification[] => [
  { id: "ground", type: "background", paint: { "background-color": paint.ground } },
  { id: "borders", type: "line", source: "districts", paint: { "line-color": paint.line, "line-width": 2 } },
  { id: "ring", type: "fill", source: "fix", paint: { "fill-color": paint.action, "fill-opacity": 0.14 } },
  { id: "ring-edge", type: "line", source: "fix", paint: { "line-color": paint.action, "line-width": 2 } },
  { id: "line-edge", type: "line", source: "line", layout: ROUND, paint: { "line-color": paint.edge, "line-width": 8 } },
  { id: "line", type: "line", source: "line", layout: ROUND, paint: { "line-color": paint.selected, "line-width": 5 } },
];
