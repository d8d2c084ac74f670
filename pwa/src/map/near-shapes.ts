// What a resident's phone knows, in the shapes that the map draws. Pure.
import type { AroundDoc } from "@sync/protocol/messages";
import { ringsOf } from "../place/outline";
import type { DistrictDoc } from "../store/views";
import type { Position } from "./geometry";
import type { Pin } from "./layers";

export const pinOf = ({ reference, status, lat, lon }: AroundDoc): Pin => ({ id: reference, status, place: { lat, lon } });

/** The districts of the layer that has most of them: layers lie upon each other, and one is enough to know one's way. */
export function drawnFrom(districts: DistrictDoc[]): DistrictDoc[] {
  const sizes = new Map<string, number>();
  for (const { layer, outline } of districts) if (outline) sizes.set(layer, (sizes.get(layer) ?? 0) + 1);
  const [largest] = [...sizes].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return districts.filter(({ layer, outline }) => outline && layer === largest?.[0]).map(withBoundary);
}

function withBoundary(district: DistrictDoc): DistrictDoc {
  const coordinates = ringsOf(district.outline ?? []).map((ring) => [closed(ring)]);
  return { ...district, boundary: { type: "MultiPolygon", coordinates } };
}

/** Latitudes and longitudes in turn, as positions that end where they began. */
function closed(ring: number[]): Position[] {
  const corners: Position[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) corners.push([ring[i + 1] as number, ring[i] as number]);
  return corners[0] ? [...corners, corners[0]] : [];
}
