// When the page's colours change: the phone goes dark, or somebody chooses a brighter theme.
import type { Map as MapLibre } from "maplibre-gl";

/** Calls `then` after each change; returns how to stop that. */
export function onTheme(then: () => unknown): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", then);
  const chosen = new MutationObserver(then);
  for (const element of [document.documentElement, document.body]) chosen.observe(element, { attributeFilter: ["class", "data-bright"] });
  return () => {
    dark.removeEventListener("change", then);
    chosen.disconnect();
  };
}

interface Painted {
  id: string;
  paint?: object | undefined;
}

/** Gives layers that are on the map already the colours that they are specified with now. */
export function recolour(map: MapLibre, layers: readonly Painted[]): void {
  for (const { id, paint } of layers)
    for (const [name, value] of Object.entries(paint ?? {})) map.setPaintProperty(id, name as never, value as never);
}
