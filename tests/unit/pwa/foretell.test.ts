// Who will probably answer, said by the phone: the same outlines as the server's, and words where it is in doubt.
import vectors from "../../../sync/vectors/outlines.json";
import { foretell } from "../../../pwa/src/place/foretell";
import { distanceM, holds, ringsOf } from "../../../pwa/src/place/outline";
import { words } from "../../../pwa/src/words/words";

const RINGS = ringsOf(vectors.lines);

test("outlines are read as the server wrote them", () => {
  expect(RINGS).toEqual(vectors.rings.map((ring) => ring.flat()));
});
test.each(vectors.points)("the phone counts as the server does at $lat, $lon", ({ lat, lon, inside, distance_m }) => {
  expect(holds(RINGS, lat, lon)).toBe(inside);
  expect(distanceM(RINGS, lat, lon)).toBeCloseTo(distance_m, 0);
});

/** A square of a hundredth of a degree by its south-western corner, in hundredths east of 36 N 84 W. */
const tile = (name: string, column: number, crew_id: string | null) => ({
  id: name, ver: 1, name, layer: "roads", crew_id, outline: [line([[0, column], [0, column + 1], [1, column + 1], [1, column]])],
});
function line(corners: number[][]): string {
  let last = [0, 0];
  return corners.map(([lat = 0, lon = 0]) => {
    const here = [3_600_000 + lat * 1000, -8_400_000 + lon * 1000];
    const said = here.map((value, i) => number(value - (last[i] ?? 0))).join("");
    last = here;
    return said;
  }).join("");
}
function number(step: number): string {
  let rest = step < 0 ? ~(step << 1) : step << 1;
  let said = "";
  for (; rest >= 0x20; rest >>= 5) said += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
  return said + String.fromCharCode(rest + 63);
}

const SERVICES = [{ id: "pothole", ver: 1, name: "Pothole", description: "", group: "", keywords: [], icon: "", position: 1, active: true, layer: "roads" }];
const DISTRICTS = [tile("West", 0, "west"), tile("East", 1, "east"), tile("Far", 2, "east"), tile("Nobody's", 4, null)];
const at = (lon: number, accuracy_m = 8) => ({ lat: 36.005, lon: -84 + lon / 100, accuracy_m });
const told = (place: Parameters<typeof foretell>[0], code = "pothole") => foretell(place, code, SERVICES, DISTRICTS);

test("a point well within a district goes to its crew", () => expect(told(at(0.5))).toEqual(["west"]));
test("near a border both crews may have it, the likelier first", () => expect(told(at(1.02))).toEqual(["east", "west"]));
test("a vague fix is near a border that a sharp one is not", () => {
  expect([told(at(1.2)), told(at(1.2, 300))]).toEqual([["east"], ["east", "west"]]);
});
test("a border within one crew's area is none for its reporter", () => expect(told(at(2.01))).toEqual(["east"]));
test("outside every district nobody is foretold", () => expect(told(at(9))).toEqual([]));
test("without a point, a layer, or a crew there this phone cannot tell", () => {
  expect([told({ text: "By the bridge" }), told(at(0.5), "lost-dog"), told(at(4.5))]).toEqual([null, null, null]);
});
test("districts without outlines foretell nothing", () => {
  expect(foretell(at(0.5), "pothole", SERVICES, DISTRICTS.map(({ outline: _, ...rest }) => rest))).toBeNull();
});

test("what was foretold reads as a sentence", () => {
  expect(words.route.foretold(["East crew"])).toBe("Goes to East crew.");
  expect(words.route.foretold(["East crew", "North crew"])).toBe("Near a border. It goes to East crew or North crew.");
  expect(words.route.foretold([])).toContain("outside the city's districts");
});
test("another answer of the city is said in one line", () => {
  expect(words.route.otherwise("East crew", "North crew")).toBe("You were told East crew. North crew answers for this place.");
  expect(words.route.otherwise("East crew", "")).toContain("looking for the right crew");
});
