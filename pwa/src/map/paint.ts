// The map's colours, read from the page's tokens so that it follows the theme. The map library wants resolved colours.
import { SIGNS, type Sign } from "../design/status-shapes";

export const HUES = 6;
/** Of heat, from nothing to most. */
const HEATS = 5;

export interface Paint {
  ground: string;
  line: string;
  selected: string;
  ink: string;
  action: string;
  edge: string;
  unassigned: string;
  crews: string[];
  heat: string[];
  signs: Record<Sign, string>;
}

/** What `map.css` says inside `host` just now. */
export function readPaint(host: HTMLElement): Paint {
  const probe = host.appendChild(document.createElement("span"));
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const paint: Paint = {
    ground: colour("map-ground"),
    line: colour("map-line"),
    selected: colour("road"),
    ink: colour("ink"),
    action: colour("action"),
    edge: colour("road-edge"),
    unassigned: colour("map-unassigned"),
    crews: Array.from({ length: HUES }, (_, i) => colour(`map-crew-${i + 1}`)),
    heat: Array.from({ length: HEATS }, (_, i) => colour(`map-heat-${i}`)),
    signs: Object.fromEntries(SIGNS.map((sign) => [sign, colour(`sign-${sign}`)])) as Record<Sign, string>,
  };
  probe.remove();
  return paint;
}
