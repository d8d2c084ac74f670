// Who will probably answer for a place, from what this phone holds: said without a network, and the server's answer wins.
// Pure.
import type { DistrictDoc, Place, ServiceDoc } from "../store/views";
import { distanceM, holds, ringsOf } from "./outline";

/** A point is near a border within this, however sure its fix: twice the server's measure, for outlines are simplified. */
const NEAR_M = 50;

/** Whether a point lies beyond all that this phone knows of the city; false where it cannot tell. */
export function isOutside({ lat, lon, accuracy_m }: Pick<Place, "lat" | "lon" | "accuracy_m">, districts: DistrictDoc[]): boolean {
  if (lat == null || lon == null || !districts.length || districts.some(({ outline }) => !outline?.length)) return false;
  const near = Math.max(accuracy_m ?? 0, NEAR_M);
  return districts.every(({ outline }) => {
    const rings = ringsOf(outline ?? []);
    return !holds(rings, lat, lon) && distanceM(rings, lat, lon) > near;
  });
}

/** The crews that may answer, the likelier first; none: outside every district. Null: this phone cannot tell. */
export function foretell(place: Place, serviceCode: string, services: ServiceDoc[], districts: DistrictDoc[]): string[] | null {
  const { lat, lon, accuracy_m } = place;
  const layer = services.find((service) => service.id === serviceCode)?.layer;
  const areas = districts.filter((district) => district.layer === layer && district.outline);
  if (lat == null || lon == null || !areas.length) return null;
  const near = Math.max(accuracy_m ?? 0, NEAR_M);
  const found = areas
    .map(({ crew_id, outline }) => {
      const rings = ringsOf(outline ?? []);
      return { crew_id, away: holds(rings, lat, lon) ? 0 : distanceM(rings, lat, lon) };
    })
    .filter(({ away }) => away <= near)
    .sort((a, b) => a.away - b.away);
  if (found.some(({ crew_id }) => crew_id === null)) return null;
  return [...new Set(found.map(({ crew_id }) => crew_id as string))];
}
