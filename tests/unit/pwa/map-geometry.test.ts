import { boundsOf, crewHues, labelPoint, outerRings } from "../../../pwa/src/map/geometry";
import { districtFeatures, requestFeatures } from "../../../pwa/src/map/layers";
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
  expect(districtFeatures([district("a", null)]).features).toEqual([]);
});
test("the bounds hold every point; nothing has no bounds", () => {
  expect(boundsOf([[1, 2], [-3, 5], [0, 0]])).toEqual([-3, 0, 1, 5]);
  expect(boundsOf([])).toBeNull();
});
test("a crew keeps its colour whatever the order, and nobody's district has none", () => {
  const districts = [district("a", "north"), district("b", "central"), district("c", null)];
  const [hue, again] = [crewHues(districts, 6), crewHues([...districts].reverse(), 6)];
  expect(hue("north")).not.toBe(hue("central"));
  expect(again("north")).toBe(hue("north"));
  expect(hue(null)).toBe(-1);
});
test("a report of words alone stays off the map", () => {
  const all = [request("a"), request("b", { place: { text: "behind the library", source: "typed" } })];
  expect(requestFeatures(all).features).toHaveLength(1);
});
test("every status has a sign, and no two signs share a shape", () => {
  for (const status of statuses("request")) expect(SIGNS).toContain(signOf(status));
  expect(new Set(SIGNS.map((sign) => SIGN_PATHS[sign])).size).toBe(SIGNS.length);
});
