// Numbers of houses and names of their streets as HTML, for a map without glyphs has no text. One that would lie on another
// stays away until there is room.
import { Marker, type Map as MapLibre } from "maplibre-gl";
import type { PlaceFound } from "@sync/protocol/messages";

const LETTER_PX = 8;
const HIGH_PX = 18;
/** Further away there is no room for any. */
const CLOSE = 16;

interface Label {
  marker: Marker;
  halfPx: number;
}

export function houseLabels(map: MapLibre) {
  let labels: Label[] = [];
  let known: PlaceFound[] = [];
  const fit = (): void => {
    const isClose = map.getZoom() > CLOSE;
    const taken: { x: number; y: number; halfPx: number }[] = [];
    for (const { marker, halfPx } of labels) {
      const { x, y } = map.project(marker.getLngLat());
      const isFree = isClose && taken.every((other) => Math.abs(other.x - x) > other.halfPx + halfPx || Math.abs(other.y - y) > HIGH_PX);
      marker.getElement().hidden = !isFree;
      if (isFree) taken.push({ x, y, halfPx });
    }
  };
  const add = (text: string, lat: number, lon: number, kind: string): Label => {
    const element = Object.assign(document.createElement("span"), { className: `map-name ${kind}` });
    element.textContent = text;
    element.setAttribute("aria-hidden", "true");
    return { marker: new Marker({ element }).setLngLat([lon, lat]).addTo(map), halfPx: (text.length * LETTER_PX) / 2 + 2 };
  };
  const show = (houses: PlaceFound[]): void => {
    if (houses === known) return;
    known = houses;
    for (const { marker } of labels) marker.remove();
    const streets = new Map<string, PlaceFound[]>();
    for (const house of houses) streets.set(streetOf(house), [...(streets.get(streetOf(house)) ?? []), house]);
    labels = [
      ...[...streets].map(([name, on]) => add(name, middle(on, "lat"), middle(on, "lon"), "map-street")),
      ...houses.map((house) => add(numberOf(house), house.lat ?? 0, house.lon ?? 0, "map-house")),
    ];
    fit();
  };
  map.on("moveend", fit);
  return { show };
}

const numberOf = ({ label }: PlaceFound): string => label.slice(0, label.indexOf(" "));
const streetOf = ({ label }: PlaceFound): string => label.slice(label.indexOf(" ") + 1);
const middle = (houses: PlaceFound[], axis: "lat" | "lon"): number => houses.reduce((sum, house) => sum + (house[axis] ?? 0), 0) / houses.length;
