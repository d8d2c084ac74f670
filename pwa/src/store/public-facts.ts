// What anybody may know of a report by its reference: asked of the city's open data. Nothing of it is kept.
import { bodyOf, send } from "./http";

export interface PublicFacts {
  reference: string;
  serviceCode: string;
  status: string;
  statusNote: string;
  reportedAt: string;
  updatedAt: string;
  followers: number;
  /** To about ten metres; null where it was told in words. */
  point: { lat: number; lon: number } | null;
}

interface Feature {
  geometry: { coordinates: [number, number] } | null;
  properties: {
    reference: string;
    service_code: string;
    status: string;
    status_note: string;
    reported_at: string;
    updated_at: string;
    followers: number;
  };
}

/** null when the city has no such report; "unreachable" when it cannot be asked now. */
export async function publicFacts(reference: string): Promise<PublicFacts | null | "unreachable"> {
  const answer = await send("GET", `/ogc/collections/requests/items/${reference}`, {}, null);
  if (answer?.status === 404) return null;
  if (answer?.status !== 200) return "unreachable";
  const feature = await bodyOf<Feature>(answer);
  if (!feature) return "unreachable";
  const { geometry, properties: it } = feature;
  const [lon, lat] = geometry?.coordinates ?? [];
  return {
    reference: it.reference,
    serviceCode: it.service_code,
    status: it.status,
    statusNote: it.status_note,
    reportedAt: it.reported_at,
    updatedAt: it.updated_at,
    followers: it.followers,
    point: lat === undefined || lon === undefined ? null : { lat, lon },
  };
}
