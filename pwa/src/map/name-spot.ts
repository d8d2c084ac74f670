// Where the name of a district stands so that it covers no pin: the free spot nearest to its middle. Pure; CSS pixels.

export interface Spot {
  x: number;
  y: number;
}

/** A pin or a cluster; `reach` is half its width. */
export interface Obstacle extends Spot {
  reach: number;
}

const HALF_LINE = 10;
const STEP = 22;
const SHIFTS: Spot[] = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
  .flatMap((row) => [-2, -1, 0, 1, 2].map((column) => ({ x: column * STEP, y: row * STEP })))
  .sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));

/**
 * How far to move a name of `halfWidth` away from `middle`: to where it covers the fewest obstacles, then where it lies
 * wholly in its district, the nearest first. `isInside` says whether a spot still belongs to the district.
 */
export function nameShift(middle: Spot, halfWidth: number, obstacles: Obstacle[], isInside: (spot: Spot) => boolean): Spot {
  let best = { shift: { x: 0, y: 0 }, cost: Infinity };
  for (const shift of SHIFTS) {
    const at = { x: middle.x + shift.x, y: middle.y + shift.y };
    if (!isInside(at)) continue;
    const fits = [-halfWidth, halfWidth].every((dx) => isInside({ x: at.x + dx, y: at.y }));
    const covered = obstacles.filter(
      ({ x, y, reach }) => Math.abs(x - at.x) < halfWidth + reach && Math.abs(y - at.y) < HALF_LINE + reach,
    ).length;
    const cost = covered + (fits ? 0 : 0.5);
    if (cost < best.cost) best = { shift, cost };
    if (cost === 0) break;
  }
  return best.shift;
}
