import { boundsOf, crewHues, isInside, labelPoint, outerRings } from "../../../pwa/src/map/geometry";
import { districtFeatures, requestFeatures } from "../../../pwa/src/map/layers";
import { nameShift } from "../../../pwa/src/map/name-spot";
import { SIGNS, SIGN_PATHS, signOf } from "../../../pwa/src/design/status-shapes";
import { statuses } from "../../../sync/protocol/lifecycle";
import { request } from "./dispatch-factories";

const square = (x: number, y: number, side: number) => [
  [x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y],
];
const district = (id: string, crew_id: string | null, boundary?: Record<string, unknown>) => ({
  id, ver: 1, name: id, layer: "crews", crew_id, ...(boundary ? { boundary } : {}),
});

test("a district's name stands in the middle of its largest part", () => {
  const boundary = { type: "MultiPolygon", coordinates: [[square(0, 0, 1)], [square(-84, 35, 4)]] };
  const [lon, lat] = labelPoint(boundary) ?? [];
  expect(lon).toBeCloseTo(-82);
  expect(lat).toBeCloseTo(37);
});
test("a hole is no part of the outline", () => {
  expect(outerRings({ type: "Polygon", coordinates: [square(0, 0, 4), square(1, 1, 1)] })).toHaveLength(1);
});
test("a district without a boundary has no name on the map and no shape", () => {
  expect(labelPoint(undefined)).toBeNull();
  expect(districtFeatures([district("a", null)], []).features).toEqual([]);
});
test("the bounds hold every point; nothing has no bounds", () => {
  expect(boundsOf([[1, 2], [-3, 5], [0, 0]])).toEqual([-3, 0, 1, 5]);
  expect(boundsOf([])).toBeNull();
});
test("crews take their colours in the order of their names, and nobody's district has none", () => {
  const crews = [["z9", "Central crew"], ["a1", "North crew"], ["m5", "Lights"]].map(([id = "", name = ""]) => ({ id, ver: 1, name }));
  const hue = crewHues(crews, 6);
  expect(["z9", "m5", "a1"].map(hue)).toEqual([0, 1, 2]);
  expect([null, "of another city"].map(hue)).toEqual([-1, -1]);
});
test("a point is inside a district or not, in each of its parts", () => {
  const boundary = { type: "MultiPolygon", coordinates: [[square(0, 0, 1)], [square(-84, 35, 4)]] };
  expect([isInside(boundary, [0.5, 0.5]), isInside(boundary, [-82, 36]), isInside(boundary, [-85, 36])]).toEqual([true, true, false]);
  expect(isInside(undefined, [0, 0])).toBe(false);
});
test("a name stands in the middle while nothing is there", () => {
  expect(nameShift({ x: 100, y: 100 }, 30, [{ x: 300, y: 300, reach: 12 }], () => true)).toEqual({ x: 0, y: 0 });
});
test("a name makes way for a pin without leaving its district", () => {
  const pin = { x: 100, y: 100, reach: 12 };
  const { x, y } = nameShift({ x: 100, y: 100 }, 30, [pin], (spot) => spot.y <= 105);
  expect(y).toBeLessThanOrEqual(-22);
  expect(Math.abs(x)).toBe(0);
});
test("a name in a district full of pins stays near its middle", () => {
  const pins = Array.from({ length: 400 }, (_, i) => ({ x: (i % 20) * 15, y: Math.floor(i / 20) * 15, reach: 12 }));
  expect(nameShift({ x: 150, y: 150 }, 30, pins, () => false)).toEqual({ x: 0, y: 0 });
});
test("a report of words alone stays off the map", () => {
  const all = [request("a"), request("b", { place: { text: "behind the library", source: "typed" } })];
  expect(requestFeatures(all).features).toHaveLength(1);
});
test("every status has a sign, and no two signs share a shape", () => {
  for (const status of statuses("request")) expect(SIGNS).toContain(signOf(status));
  expect(new Set(SIGNS.map((sign) => SIGN_PATHS[sign])).size).toBe(SIGNS.length);
});
