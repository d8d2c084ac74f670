// How tiles of requests are drawn: those that stand alone as signs, groups as numbers (tile-counts.ts), or all as heat.
import type { ExpressionSpecification, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import { PIN_LAYOUT } from "./layers";
import type { Paint } from "./paint";

/** The layer within each tile. */
export const IN_TILE = "requests";

export const pinLayer = (source: string): LayerSpecification => ({
  id: "tile-pins",
  type: "symbol",
  source,
  "source-layer": IN_TILE,
  filter: ["==", ["get", "n"], 1],
  layout: PIN_LAYOUT,
});

/** From quiet to strong; the legend shows the same. */
export const HEAT_STEPS = [0, 0.12, 0.35, 0.65, 1] as const;

export const heatPaint = (paint: Paint): NonNullable<Extract<LayerSpecification, { type: "heatmap" }>["paint"]> => ({
  "heatmap-radius": 34,
  "heatmap-opacity": 0.85,
  "heatmap-color": ["interpolate", ["linear"], ["heatmap-density"], ...HEAT_STEPS.flatMap((step, i) => [step, paint.heat[i]])] as unknown as ExpressionSpecification,
});

export const heatLayer = (source: string, paint: Paint): LayerSpecification => ({
  id: "tile-heat",
  type: "heatmap",
  source,
  "source-layer": IN_TILE,
  // Nothing until it is known how many the most are.
  paint: { ...heatPaint(paint), "heatmap-weight": 0 },
});

/** Lets the fullest square in sight be the strongest, whatever its number. Its number. */
export function weighHeat(map: MapLibre, source: string): number {
  const most = map
    .querySourceFeatures(source, { sourceLayer: IN_TILE })
    .reduce((max, { properties }) => Math.max(max, Number(properties.n)), 0);
  if (most > 0) map.setPaintProperty("tile-heat", "heatmap-weight", ["/", ["get", "n"], most]);
  return most;
}
