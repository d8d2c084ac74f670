// What may be the same, out of what this phone saw when somebody last looked around: for when the city cannot be asked. Pure.
import type { AroundDoc } from "@sync/protocol/messages";
import { distanceM } from "../place/outline";
import type { NearbyDoc, Spot } from "../store/views";

/** As the city looks (backend/requests/rules.py), without its exceptions. */
const RADIUS_M = 50;
const WIDEST_M = 50;
const SHOWN = 3;

/** Of this kind, the nearest first; over ones are not among them. */
export function knownNear({ service, lat, lon, accuracy = 0 }: Spot, seen: readonly AroundDoc[]): NearbyDoc[] {
  const reach = RADIUS_M + Math.min(WIDEST_M, accuracy);
  return seen
    .filter((one) => one.service_code === service && !one.fixed)
    .map((one) => ({ one, away: distanceM([[one.lat, one.lon]], lat, lon) }))
    .filter(({ away }) => away <= reach)
    .sort((a, b) => a.away - b.away)
    .slice(0, SHOWN)
    .map(({ one, away }) => ({
      reference: one.reference,
      service_code: one.service_code,
      status: one.status,
      reported_at: one.reported_at,
      followers: one.followers,
      distance_m: Math.max(10, Math.round(away / 10) * 10),
      why: ["near", "same_service"],
    }));
}
