// The geometry that the map needs of districts and requests. Pure; WGS 84 degrees, [longitude, latitude].
import type { CrewDoc, DistrictDoc } from "../store/views";

export type Position = [number, number];
type Ring = Position[];
/** West, south, east, north. */
export type Bounds = [number, number, number, number];

/** The outer rings of a district's boundary; none when it has no boundary or not one of polygons. */
export function outerRings(boundary: DistrictDoc["boundary"]): Ring[] {
  const coordinates = boundary?.coordinates;
  if (!Array.isArray(coordinates)) return [];
  if (boundary?.type === "Polygon") return coordinates.slice(0, 1) as Ring[];
  if (boundary?.type === "MultiPolygon") return (coordinates as Ring[][]).flatMap((polygon) => polygon.slice(0, 1));
  return [];
}

/** The smallest box around all positions; null when there are none. */
export function boundsOf(positions: Iterable<Position>): Bounds | null {
  let box: Bounds | null = null;
  for (const [lon, lat] of positions) {
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  }
  return box;
}

/** Twice the signed area of a ring, and its centre of mass times three times that (the shoelace sums). */
function sums(ring: Ring): { area: number; x: number; y: number } {
  const total = { area: 0, x: 0, y: 0 };
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
    const cross = x1 * y2 - x2 * y1;
    total.area += cross;
    total.x += (x1 + x2) * cross;
    total.y += (y1 + y2) * cross;
  });
  return total;
}

/** Where a district's name stands: the centre of mass of its largest part; null without a boundary. */
export function labelPoint(boundary: DistrictDoc["boundary"]): Position | null {
  const parts = outerRings(boundary).map((ring) => {
    // Near its own corner the sums keep all their digits.
    const [ox, oy] = ring[0] ?? [0, 0];
    const { area, x, y } = sums(ring.map(([lon, lat]) => [lon - ox, lat - oy]));
    const centre: Position = area === 0 ? [ox, oy] : [ox + x / (3 * area), oy + y / (3 * area)];
    return { size: Math.abs(area), centre };
  });
  parts.sort((a, b) => b.size - a.size);
  return parts[0]?.centre ?? null;
}

/** A place in the palette for each crew, by name, so that a city keeps its colours; -1 for a district without one. */
export function crewHues(crews: CrewDoc[], palette: number): (crewId: string | null) => number {
  const order = [...crews].sort((a, b) => a.name.localeCompare(b.name)).map(({ id }) => id);
  return (crewId) => (crewId === null ? -1 : order.indexOf(crewId) % palette);
}

/** Whether a position lies within the outer rings of a district (ray casting). */
export function isInside(boundary: DistrictDoc["boundary"], [x, y]: Position): boolean {
  return outerRings(boundary).some((ring) =>
    ring.reduce((inside, [x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
      const crosses = y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
      return crosses ? !inside : inside;
    }, false),
  );
}
