// What the strengths of heat stand for.
import { atlasWords as say } from "../words/atlas";

/** `most` is how many requests the fullest square in sight holds. */
export function HeatLegend({ most }: { most: number }) {
  return (
    <div class="map-legend heat-legend" role="img" aria-label={say.heatLegend(most)}>
      <span>{say.heatFew}</span>
      <span class="heat-bar" />
      <span>{say.heatMost(most)}</span>
    </div>
  );
}
