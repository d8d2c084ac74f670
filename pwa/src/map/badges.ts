// What stands on the map as HTML because a map without glyphs has no text: names of districts, counts of clusters.
import { Marker, type GeoJSONSource, type Map as MapLibre } from "maplibre-gl";
import type { DistrictDoc } from "../store/views";
import { showNumber } from "../words/numbers";
import { IN_TILE } from "./tile-layers";
import { boundsOf, isInside, labelPoint, outerRings } from "./geometry";
import type { MapWords } from "./plain-map";
import { nameShift, type Obstacle } from "./name-spot";

const LETTER_PX = 8;
const PIN_REACH_PX = 12;
const CLUSTER_REACH_PX = 20;
const NAME_REACH_PX = 8;

interface Label {
  marker: Marker;
  boundary: DistrictDoc["boundary"];
  west: number;
  east: number;
  widthPx: number;
}

/** What stands on the map now: pins and clusters. */
const obstaclesOn = (map: MapLibre): Obstacle[] =>
  [...map.querySourceFeatures("requests"), ...(map.getSource("tiles") ? map.querySourceFeatures("tiles", { sourceLayer: IN_TILE }) : [])].flatMap(({ geometry, properties }) => {
    if (geometry.type !== "Point") return [];
    const { x, y } = map.project([geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0]);
    return [{ x, y, reach: properties.point_count || properties.n > 1 ? CLUSTER_REACH_PX : PIN_REACH_PX }];
  });

/** The phones of crews are elements above the map. */
const phonesOn = (map: MapLibre): Obstacle[] => {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".map-crew")].map((phone) => {
    const { left, top, width, height } = phone.getBoundingClientRect();
    return { x: left - frame.left + width / 2, y: top - frame.top + height / 2, reach: Math.max(width, height) / 2 };
  });
};

/** A name that has its place is in the way of the next: three points along its line. */
const alongName = (at: { x: number; y: number }, halfWidth: number): Obstacle[] =>
  [-0.8, 0, 0.8].map((part) => ({ x: at.x + part * halfWidth, y: at.y, reach: NAME_REACH_PX }));

/** Names of districts, shown while their district is wide enough to hold them, beside the pins and not on them. */
export function districtLabels(map: MapLibre) {
  let labels: Label[] = [];
  const fit = (): void => {
    const obstacles = [...obstaclesOn(map), ...phonesOn(map)];
    for (const { marker, boundary, west, east, widthPx } of labels) {
      const at = marker.getLngLat();
      const room = map.project([east, at.lat]).x - map.project([west, at.lat]).x;
      marker.getElement().hidden = room < widthPx;
      const middle = map.project(at);
      const { x, y } = nameShift(middle, widthPx / 2, obstacles, (spot) => isInside(boundary, map.unproject([spot.x, spot.y]).toArray()));
      marker.setOffset([x, y]);
      if (room >= widthPx) obstacles.push(...alongName({ x: middle.x + x, y: middle.y + y }, widthPx / 2));
    }
  };
  const show = (districts: DistrictDoc[]): void => {
    for (const { marker } of labels) marker.remove();
    labels = districts.flatMap((district) => {
      const at = labelPoint(district.boundary);
      const box = boundsOf(outerRings(district.boundary).flat());
      if (!at || !box) return [];
      const element = Object.assign(document.createElement("span"), { className: "map-name" });
      element.textContent = district.name;
      element.setAttribute("aria-hidden", "true");
      const marker = new Marker({ element }).setLngLat(at).addTo(map);
      const widthPx = district.name.length * LETTER_PX;
      return [{ marker, boundary: district.boundary, west: box[0], east: box[2], widthPx }];
    });
    fit();
  };
  map.on("moveend", fit);
  map.on("sourcedata", (event) => {
    if ((event.sourceId === "requests" || event.sourceId === "tiles") && event.isSourceLoaded) fit();
  });
  return { show, fit };
}

/** Counts on clusters. Each is true: it comes from the cluster itself. A tap opens the cluster. */
export function clusterCounts(map: MapLibre, say: MapWords): void {
  const shown = new Map<number, Marker>();
  const open = async (id: number, at: [number, number]): Promise<void> => {
    const zoom = await map.getSource<GeoJSONSource>("requests")?.getClusterExpansionZoom(id);
    if (zoom !== undefined) map.easeTo({ center: at, zoom: zoom + 0.2 });
  };
  const badge = (id: number, count: number, at: [number, number]): Marker => {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "map-count" });
    element.textContent = showNumber(count);
    element.setAttribute("aria-label", say.cluster(count));
    // The list holds the same reports; a hundred stops in the way of the Tab key would help nobody.
    element.tabIndex = -1;
    element.addEventListener("click", () => void open(id, at));
    return new Marker({ element }).setLngLat(at).addTo(map);
  };
  const refresh = (): void => {
    const here = new Set<number>();
    for (const { properties, geometry } of map.querySourceFeatures("requests", { filter: ["has", "point_count"] })) {
      if (geometry.type !== "Point") continue;
      const id = Number(properties.cluster_id);
      here.add(id);
      const at: [number, number] = [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0];
      if (!shown.has(id)) shown.set(id, badge(id, Number(properties.point_count), at));
    }
    for (const [id, marker] of shown) {
      if (here.has(id)) continue;
      marker.remove();
      shown.delete(id);
    }
  };
  map.on("moveend", refresh);
  // Cluster ids mean something else after new data: begin again.
  map.on("sourcedata", (event) => {
    if (event.sourceId !== "requests" || !event.isSourceLoaded) return;
    for (const marker of shown.values()) marker.remove();
    shown.clear();
    refresh();
  });
}
