// Out of what a phone saw around it, what may be the same as a new report.
import type { AroundDoc } from "../../../sync/protocol/messages";
import { knownNear } from "../../../pwa/src/report/known-near";

const HERE = { service: "pothole", lat: 35.96, lon: -83.92 };
/** A ten-thousandth of a degree of latitude is eleven metres. */
const seen = (reference: string, metres: number, more: Partial<AroundDoc> = {}): AroundDoc => ({
  reference, service_code: "pothole", status: "planned", reported_at: "2026-11-21T09:00:00Z", lat: HERE.lat + metres / 111_195, lon: HERE.lon, distance_m: 0, ...more,
});
const found = (docs: AroundDoc[], accuracy?: number): string[] =>
  knownNear({ ...HERE, ...(accuracy !== undefined && { accuracy }) }, docs).map(({ reference }) => reference);

test("what is near and of the same kind is offered, the nearest first, three at most", () => {
  expect(found([seen("D", 44), seen("B", 22), seen("A", 11), seen("C", 33)])).toEqual(["A", "B", "C"]);
});

test("what is far, of another kind or fixed is not offered", () => {
  expect(found([seen("far", 90), seen("light", 5, { service_code: "street-light" }), seen("fixed", 5, { fixed: true })])).toEqual([]);
});

test("a rough fix widens the circle, and no more than the city's own", () => {
  expect(found([seen("A", 90)], 45)).toEqual(["A"]);
  expect(found([seen("A", 120)], 5000)).toEqual([]);
});

test("distances are in tens of metres, as strangers hear them", () => {
  expect(knownNear(HERE, [seen("A", 1), seen("B", 33)]).map(({ distance_m }) => distance_m)).toEqual([10, 30]);
});
