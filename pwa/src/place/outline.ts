// Outlines of districts as this phone has them: decoding them, and where a point lies. Pure. backend/places/outlines.py
// writes them; sync/vectors/outlines.json is played in both languages.

/** Corners of a ring: latitude, longitude, latitude, longitude … in degrees. */
export type Ring = number[];

const PER_DEGREE = 100_000;
const known = new WeakMap<string[], Ring[]>();

/** The rings of an outline; decoded once. */
export function ringsOf(lines: string[]): Ring[] {
  let rings = known.get(lines);
  if (!rings) known.set(lines, (rings = lines.map(decode)));
  return rings;
}

/** Whether the outline holds the point: an odd number of its rings does. */
export function holds(rings: Ring[], lat: number, lon: number): boolean {
  let inside = false;
  for (const ring of rings)
    eachSide(ring, (y, x, nextY, nextX) => {
      if (y > lat !== nextY > lat && lon < ((nextX - x) * (lat - y)) / (nextY - y) + x) inside = !inside;
    });
  return inside;
}

/** Metres from the point to the nearest ring, as backend/places/borders.py counts them. */
export function distanceM(rings: Ring[], lat: number, lon: number): number {
  const [lonM, latM] = metresPerDegree(lat);
  let least = Infinity;
  for (const ring of rings)
    eachSide(ring, (startLat, startLon, endLat, endLon) => {
      const x = (startLon - lon) * lonM;
      const y = (startLat - lat) * latM;
      const dx = (endLon - startLon) * lonM;
      const dy = (endLat - startLat) * latM;
      const along = Math.min(1, Math.max(0, -(x * dx + y * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(x + along * dx, y + along * dy));
    });
  return least;
}

function eachSide(ring: Ring, look: (lat: number, lon: number, nextLat: number, nextLon: number) => void): void {
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    look(ring[i] as number, ring[i + 1] as number, ring[next] as number, ring[next + 1] as number);
  }
}

/** Lengths of a degree of longitude and of latitude there, by the series of the WGS 84 ellipsoid. */
function metresPerDegree(lat: number): [number, number] {
  const phi = (lat * Math.PI) / 180;
  const lonM = 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
  return [Math.max(lonM, 1), 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi)];
}

/** The encoded polyline format: differences, zigzag, five bits a character. */
function decode(line: string): Ring {
  const ring: Ring = [];
  const last: [number, number] = [0, 0];
  let value = 0;
  let shift = 0;
  for (let i = 0; i < line.length; i++) {
    const bits = line.charCodeAt(i) - 63;
    value |= (bits & 0x1f) << shift;
    shift += 5;
    if (bits >= 0x20) continue;
    const axis = (ring.length % 2) as 0 | 1;
    last[axis] += value & 1 ? ~(value >> 1) : value >> 1;
    ring.push(last[axis] / PER_DEGREE);
    value = shift = 0;
  }
  return ring;
}
