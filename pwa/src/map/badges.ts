// What stands on the map as HTML because a map without glyphs has no text: names of districts, counts of clusters.
import { Marker, type GeoJSONSource, type Map as MapLibre } from "maplibre-gl";
import type { DistrictDoc } from "../store/views";
import { desk } from "../words/staff";
import { boundsOf, labelPoint, outerRings } from "./geometry";

const LETTER_PX = 8;

interface Label {
  marker: Marker;
  west: number;
  east: number;
  lat: number;
  widthPx: number;
}

/** Names of districts, shown while their district is wide enough to hold them. */
export function districtLabels(map: MapLibre) {
  let labels: Label[] = [];
  const fit = (): void => {
    for (const { marker, west, east, lat, widthPx } of labels) {
      const room = map.project([east, lat]).x - map.project([west, lat]).x;
      marker.getElement().hidden = room < widthPx;
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
      return [{ marker, west: box[0], east: box[2], lat: at[1], widthPx: district.name.length * LETTER_PX }];
    });
    fit();
  };
  map.on("zoomend", fit);
  return { show };
}

/** Counts on clusters. Each is true: it comes from the cluster itself. A tap opens the cluster. */
export function clusterCounts(map: MapLibre): void {
  const shown = new Map<number, Marker>();
  const open = async (id: number, at: [number, number]): Promise<void> => {
    const zoom = await map.getSource<GeoJSONSource>("requests")?.getClusterExpansionZoom(id);
    if (zoom !== undefined) map.easeTo({ center: at, zoom: zoom + 0.2 });
  };
  const badge = (id: number, count: number, at: [number, number]): Marker => {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "map-count" });
    element.textContent = desk.number(count);
    element.setAttribute("aria-label", desk.cluster(count));
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
