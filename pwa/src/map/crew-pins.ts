// Crews on the map: a flag with the name, and what is said of it. HTML, because a map without glyphs has no text.
import { Marker, type Map as MapLibre } from "maplibre-gl";
import type { Position } from "./geometry";

/** `at` is [longitude, latitude]; `text` says how old that is, as "seen 14 min ago". */
export interface CrewPin {
  name: string;
  at: Position;
  text: string;
}

export function crewPins(map: MapLibre) {
  let shown: Marker[] = [];
  const show = (pins: CrewPin[]): void => {
    for (const marker of shown) marker.remove();
    shown = pins.map(({ name, at, text }) => {
      const element = Object.assign(document.createElement("div"), { className: "map-crew" });
      element.append(part("strong", name), part("span", text));
      return new Marker({ element, anchor: "bottom" }).setLngLat(at).addTo(map);
    });
  };
  return { show };
}

const part = (tag: string, text: string): HTMLElement => Object.assign(document.createElement(tag), { textContent: text });
