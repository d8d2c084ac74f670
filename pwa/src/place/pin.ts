// A pin that somebody moves: by metres, and told in metres. Pure; flat, which is exact enough within a city.
import type { Way } from "../words/en/places";

export interface Point {
  lat: number;
  lon: number;
}

const METRES_PER_DEGREE = 111_195;
const WAYS: readonly Way[] = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

/** The point so many metres further north and east. */
export function moved({ lat, lon }: Point, northM: number, eastM: number): Point {
  return { lat: lat + northM / METRES_PER_DEGREE, lon: lon + eastM / eastwards(lat) };
}

/** How far and in which direction `to` lies; null where it is the same to a metre. */
export function apart(from: Point, to: Point): { m: number; way: Way } | null {
  const north = (to.lat - from.lat) * METRES_PER_DEGREE;
  const east = (to.lon - from.lon) * eastwards(from.lat);
  const m = Math.hypot(north, east);
  const eighth = Math.round((Math.atan2(east, north) / Math.PI) * 4);
  return m < 1 ? null : { m, way: WAYS[(eighth + 8) % 8] as Way };
}

/** Corners of a circle on the ground: longitude, latitude, as maps have it. */
export function circle(middle: Point, radiusM: number, corners = 48): [number, number][] {
  return Array.from({ length: corners + 1 }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    const { lat, lon } = moved(middle, radiusM * Math.cos(angle), radiusM * Math.sin(angle));
    return [lon, lat];
  });
}

const eastwards = (lat: number): number => METRES_PER_DEGREE * Math.max(0.01, Math.cos((lat * Math.PI) / 180));
