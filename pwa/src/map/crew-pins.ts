// Crews on the map: a small phone with the crew's initial above the place; its words open when it is pointed at, has the
// focus or is tapped. HTML, because a map without glyphs has no text.
import { Marker, type Map as MapLibre } from "maplibre-gl";
import type { Position } from "./geometry";

/** `at` is [longitude, latitude]; `text` says how old that is, as "last synced 14 min ago". */
export interface CrewPin {
  name: string;
  at: Position;
  text: string;
}

/** A pin of a report may stand at the very place: the phone's tip ends above it. */
const ABOVE_PX = -9;

export function crewPins(map: MapLibre) {
  const shown = new Map<string, Marker>();
  const add = (name: string, at: Position): Marker => {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "map-crew" });
    const marker = new Marker({ element, anchor: "bottom", offset: [0, ABOVE_PX] }).setLngLat(at).addTo(map);
    element.append(part("map-crew-phone", initialOf(name)), part("map-crew-words", ""));
    element.addEventListener("keydown", ({ key }) => key === "Escape" && element.blur());
    // The words open towards the middle of the map, where there is room.
    const turn = (): unknown => element.classList.toggle("is-east", map.project(marker.getLngLat()).x > map.getContainer().clientWidth / 2);
    element.addEventListener("pointerenter", turn);
    element.addEventListener("focus", turn);
    // A tap is for the phone, not for the report beneath it; not every browser gives a button the focus for it.
    element.addEventListener("click", (event) => {
      event.stopPropagation();
      element.focus();
    });
    return marker;
  };
  /** A phone that is there already stays, so that it keeps the focus. */
  const show = (pins: CrewPin[]): void => {
    for (const [name, marker] of shown) {
      if (pins.some((pin) => pin.name === name)) continue;
      marker.remove();
      shown.delete(name);
    }
    for (const { name, at, text } of pins) {
      const marker = shown.get(name)?.setLngLat(at) ?? add(name, at);
      shown.set(name, marker);
      const element = marker.getElement();
      element.setAttribute("aria-label", `${name}, ${text}`);
      const words = element.querySelector(".map-crew-words");
      if (words) words.textContent = `${name} – ${text}`;
    }
  };
  return { show };
}

const initialOf = (name: string): string => name.trim().charAt(0).toUpperCase();

const part = (className: string, text: string): HTMLElement => {
  const span = Object.assign(document.createElement("span"), { className, textContent: text });
  span.setAttribute("aria-hidden", "true");
  return span;
};
