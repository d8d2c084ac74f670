// What may be reported already: asked of the city, for who reports and for the desk. Nothing of it is kept.
import type { NearbyDoc, NearbyReply } from "@sync/protocol/messages";
import { bodyOf, send } from "./http";

/** A kind of problem at a point. */
export interface Spot {
  service: string;
  lat: number;
  lon: number;
  accuracy?: number;
  asset?: string;
}

/** The likeliest first; null when nobody could be asked. */
export const askNearby = (spot: Spot, authorization: string): Promise<NearbyDoc[] | null> =>
  ask(`/requests/nearby?${new URLSearchParams(Object.entries(spot).map(([name, value]) => [name, String(value)]))}`, authorization);

/** For the desk: what may be the same as a request that there is. */
export const askBeside = (reference: string, authorization: string): Promise<NearbyDoc[] | null> =>
  ask(`/requests/${reference}/nearby`, authorization);

/** Where the picture of one of them lies, for who asks from near it. */
export const nearPhotoAddress = (reference: string, { lat, lon }: Spot): string => `/requests/${reference}/photo?lat=${lat}&lon=${lon}`;

async function ask(address: string, authorization: string): Promise<NearbyDoc[] | null> {
  const answer = await send("GET", address, { Authorization: authorization }, null);
  if (answer?.status !== 200) return null;
  const reply = await bodyOf<NearbyReply>(answer);
  return reply && (reply.nearby ?? []);
}
