// Which responsibility layer the map shows: layers overlap, and two at once tell nobody anything. Pure.
import type { DistrictDoc } from "../store/views";

/** The districts of the wanted layer; without one, of the layer with the most districts. */
export function oneLayer(districts: DistrictDoc[], wanted: string | null): DistrictDoc[] {
  const sizes = new Map<string, number>();
  for (const { layer } of districts) sizes.set(layer, (sizes.get(layer) ?? 0) + 1);
  const [largest] = [...sizes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const layer = wanted !== null && sizes.has(wanted) ? wanted : largest?.[0];
  return districts.filter((district) => district.layer === layer);
}
