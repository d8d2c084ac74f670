import type { AroundDoc } from "../../../sync/protocol/messages";
import { boundsOf, outerRings } from "../../../pwa/src/map/geometry";
import { drawnFrom, pinOf } from "../../../pwa/src/map/near-shapes";
import { factsOf, kindsOf, ofKind, ownOf, sameAddress, standsAt } from "../../../pwa/src/near/rows";
import type { DistrictDoc, RequestView } from "../../../pwa/src/store/views";
import { en } from "../../../pwa/src/words/en";
import { near as english } from "../../../pwa/src/words/en/near";
import { near as spanish } from "../../../pwa/src/words/es/near";

const doc = (more: Partial<AroundDoc> = {}): AroundDoc => ({
  reference: "K7QM3XD92FT",
  service_code: "pothole",
  status: "planned",
  reported_at: new Date().toISOString(),
  lat: 35.9606,
  lon: -83.9207,
  distance_m: 120,
  ...more,
});

test("a row says how far, how old, and how many more reported it", () => {
  expect(factsOf(doc({ followers: 2 }))).toBe("About 120 m away. Reported today. 2 more people reported it.");
  expect(factsOf(doc({ distance_m: 10 }))).toBe("Right here. Reported today.");
});

test("what was fixed says so instead of its status", () => {
  expect(standsAt(doc({ status: "resolved", fixed: true }))).toBe("Fixed this week");
  expect(standsAt(doc())).toBe(en.status.planned);
});

test("joining is told all that is public of it", () => {
  expect(sameAddress(doc())).toBe("/report?same=K7QM3XD92FT&service=pothole&lat=35.9606&lon=-83.9207");
});

test("each kind is offered once, by its name", () => {
  const docs = [doc(), doc({ service_code: "garbage" }), doc()];
  expect(kindsOf(docs, (code) => code)).toEqual([{ code: "garbage", name: "garbage" }, { code: "pothole", name: "pothole" }]);
  expect(ofKind(docs, "garbage")).toHaveLength(1);
  expect(ofKind(docs, "")).toHaveLength(3);
});

test("this phone's own report is known by its reference", () => {
  const mine = [{ id: "a", reference: "AAAA" }, { id: "b", reference: "K7QM3XD92FT" }] as RequestView[];
  expect(ownOf(doc(), mine)?.id).toBe("b");
  expect(ownOf(doc({ reference: "BBBB" }), mine)).toBeUndefined();
});

test("the age of the list is said in both languages", () => {
  const at = new Date(2026, 10, 21, 10, 42);
  expect(english.asOf(at.toISOString(), at)).toBe("As of 10:42 AM");
  expect(english.asOf(at.toISOString(), new Date(2026, 10, 23))).toContain("Saturday");
  expect(spanish.asOf(at.toISOString(), at)).toContain("10:42");
});

const OUTLINE = ["_p~iF~ps|U_ulLnnqC_mqNvxq`@"];
const district = (id: string, layer: string, outline?: string[]): DistrictDoc => ({ id, ver: 1, name: id, layer, outline }) as DistrictDoc;

test("the map draws the layer with the most districts, as closed areas", () => {
  const drawn = drawnFrom([district("a", "roads", OUTLINE), district("b", "roads", OUTLINE), district("c", "lights", OUTLINE), district("d", "roads")]);
  expect(drawn.map(({ id }) => id)).toEqual(["a", "b"]);
  for (const { boundary } of drawn) {
    const [ring] = outerRings(boundary);
    expect(ring?.length).toBeGreaterThan(3);
    expect(ring?.at(-1)).toEqual(ring?.[0]);
    const box = boundsOf(ring ?? []);
    expect(box?.[1]).toBeGreaterThan(38);
    expect(box?.[0]).toBeLessThan(-120);
  }
});

test("a pin stands at the rounded point, under its reference", () => {
  expect(pinOf(doc())).toEqual({ id: "K7QM3XD92FT", status: "planned", place: { lat: 35.9606, lon: -83.9207 } });
});
