// A pin that is moved by hand: how far, in which direction, and what the report says of it.
import { isOutside } from "../../../pwa/src/place/foretell";
import { apart, circle, moved } from "../../../pwa/src/place/pin";
import type { Draft } from "../../../pwa/src/report/draft";
import { placeOf } from "../../../pwa/src/report/place-of";
import { placeWords } from "../../../pwa/src/words/place-words";
import { words } from "../../../pwa/src/words/words";

const HERE = { lat: 35.96, lon: -83.92 };

test.each([
  [5, 0, "n", 5],
  [0, 5, "e", 5],
  [-25, 0, "s", 25],
  [0, -25, "w", 25],
  [10, 10, "ne", 14],
  [-10, 10, "se", 14],
  [-10, -10, "sw", 14],
  [10, -10, "nw", 14],
])("a pin moved %d m north and %d m east lies there", (north, east, way, m) => {
  const found = apart(HERE, moved(HERE, north, east));
  expect([found?.way, Math.round(found?.m ?? 0)]).toEqual([way, m]);
});

test("a pin that came back is where somebody is", () => {
  expect(apart(HERE, moved(moved(HERE, 25, -5), -25, 5))).toBeNull();
});

test("all corners of a circle are as far away as its radius, and it is closed", () => {
  const corners = circle(HERE, 12);
  expect(corners.map(([lon, lat]) => Math.round((apart(HERE, { lat, lon })?.m ?? 0) * 10))).toEqual(corners.map(() => 120));
  expect(corners[0]?.map((value) => value.toFixed(9))).toEqual(corners.at(-1)?.map((value) => value.toFixed(9)));
});

test("it is told in words where the pin is", () => {
  expect(words.find.near(words.pin.where(12, "n"), "14 Elm Street")).toBe("12 m north of where you are, near 14 Elm Street");
});

const FIX = { ...HERE, accuracy_m: 12 };
const PIN = { lat: 35.9601, lon: -83.92 };
const PICKED = { kind: "address", label: "12 Elm Street", lat: 35.97, lon: -83.9 } as const;
const draft = (part: Partial<Draft>): Draft => ({
  step: "place", startedAt: 0, photos: [], fix: FIX, placeText: "", place: null, serviceCode: null, description: "", ...part,
});

test("a pin is as sure as the fix that it was moved from", () => {
  expect(placeOf(draft({ pin: PIN, placeText: " by the door " }), FIX)).toEqual({ ...PIN, accuracy_m: 12, source: "map", text: "by the door" });
  expect(placeOf(draft({ pin: PIN }), null)).toEqual({ ...PIN, accuracy_m: null, source: "map", text: "" });
});

test("what was picked wins as long as its words stand, then the pin, then the fix, then words", () => {
  const all = { picked: PICKED, pin: PIN, placeText: "12 Elm Street" };
  expect(placeOf(draft(all), FIX)).toMatchObject({ source: "typed", lat: 35.97 });
  expect(placeOf(draft({ ...all, placeText: "12 Elm Street, behind" }), FIX)).toMatchObject({ source: "map", lat: 35.9601 });
  expect(placeOf(draft({}), FIX)).toEqual({ ...FIX, source: "gps", text: "" });
  expect(placeOf(draft({ placeText: "the bus stop" }), null)).toEqual({ source: "typed", text: "the bus stop" });
  expect(placeOf(draft({ placeText: " " }), null)).toBeNull();
});

test("a place that somebody chose on a map is not called their location", () => {
  expect(placeWords({ ...PIN, accuracy_m: 12, source: "map", text: "" })).toBe("The place you chose");
  expect(placeWords({ ...FIX, source: "gps", text: "" })).toBe("Your location, within about 12 m");
});

const CITY = [{ id: "d", ver: 1, name: "All", layer: "roads", crew_id: null, outline: ["_p~iF~ps|U_ulLnnqC_mqNvxq`@"] }];

test("a point is outside when it is further from every district than it is unsure", () => {
  expect(isOutside({ lat: 40, lon: -120.9, accuracy_m: 8 }, CITY)).toBe(false);
  expect(isOutside({ lat: 38, lon: -121, accuracy_m: 8 }, CITY)).toBe(true);
  expect(isOutside({ lat: 38, lon: -121, accuracy_m: 500_000 }, CITY)).toBe(false);
});

test("a phone without outlines calls no place outside", () => {
  expect(isOutside({ lat: 38, lon: -121 }, [])).toBe(false);
  expect(isOutside({ lat: 38, lon: -121 }, [...CITY, { ...CITY[0]!, id: "e", outline: [] }])).toBe(false);
  expect(isOutside({}, CITY)).toBe(false);
});
