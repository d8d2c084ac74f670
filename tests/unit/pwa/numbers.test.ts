import { accuracyWords, isRough } from "../../../pwa/src/words/accuracy-words";
import { count, showLength, showSince, showSize, showWhen } from "../../../pwa/src/words/numbers";
import { placeWords } from "../../../pwa/src/words/place-words";

test.each([
  [0, "within about 1 m"],
  [4.4, "within about 4 m"],
  [12.4, "within about 12 m"],
  [37, "within about 35 m"],
  [123, "within about 120 m"],
  [996, "within about 1000 m"],
  [2300, "within about 2 km"],
])("a fix of %d m is said as %s", (m, said) => expect(accuracyWords(m)).toBe(said));

test("a fix is rough from where it no longer names a house", () => {
  expect([100, 101].map(isRough)).toEqual([false, true]);
});

test("lengths are never zero", () => expect(showLength(0.2)).toBe("1 m"));

test("one is counted as one", () => {
  expect(count(1, "photo", "photos")).toBe("1 photo");
  expect(count(0, "photo", "photos")).toBe("0 photos");
});

test("sizes are in the units of phone plans", () => {
  expect([1, 999, 1500, 2_340_000].map(showSize)).toEqual(["1 kB", "1 kB", "2 kB", "2.3 MB"]);
});

test("a moment is near when it is near", () => {
  const now = new Date(2026, 4, 3, 15, 0);
  expect(showWhen(new Date(2026, 4, 3, 14, 5), now)).toMatch(/^today, 2:05/);
  expect(showWhen(new Date(2026, 4, 2, 23, 59), now)).toMatch(/^yesterday, 11:59/);
  expect(showWhen(new Date(2026, 3, 1, 9, 0), now)).toMatch(/^April 1, 9:00/);
  expect(showWhen(new Date(2025, 3, 1, 9, 0), now)).toMatch(/^April 1, 2025, 9:00/);
});

test("a place is said in words first, then by its point", () => {
  expect(placeWords({ text: "12 Elm Street", lat: 1, lon: 2 })).toBe("12 Elm Street");
  expect(placeWords({ lat: 35.96061, lon: -83.92074, accuracy_m: 12.4 })).toBe("Your location, within about 12 m");
  expect(placeWords({ lat: 35.96061, lon: -83.92074, accuracy_m: null })).toBe("35.96061, -83.92074");
  expect(placeWords({})).toBe("");
});

describe("since when something waits", () => {
  const now = new Date(2026, 10, 21, 15, 0);
  test.each([
    [new Date(2026, 10, 21, 14, 10), "2:10 PM"],
    [new Date(2026, 10, 20, 23, 0), "Friday, 11:00 PM"],
    [new Date(2026, 10, 17, 14, 10), "Tuesday, 2:10 PM"],
    [new Date(2026, 10, 2, 14, 10), "November 2, 2:10 PM"],
  ])("%s", (at, said) => expect(showSince(at, now).replace(/\s/g, " ")).toBe(said));
});
