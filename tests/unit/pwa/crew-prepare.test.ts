import { missingParts } from "../../../pwa/src/crew/readiness";
import { prepare } from "../../../pwa/src/words/crew-prepare";

const ALL = { jobs: 14, incomplete: 0, isCurrent: true, photos: 31, missing: [], awaited: 0, places: true };
const lacking = { photo: { id: "p", role: "report", state: "stored" }, request: {} } as never;

test("nothing is missing when all was read back", () => {
  expect(missingParts(ALL, "ready")).toEqual([]);
  expect(missingParts(ALL, "none")).toEqual([]);
});
test("each part that is not here is named", () => {
  expect(missingParts({ ...ALL, isCurrent: false }, "none")).toEqual(["jobs"]);
  expect(missingParts({ ...ALL, incomplete: 1, missing: [lacking] }, "none")).toEqual(["jobs", "photos"]);
  expect(missingParts({ ...ALL, places: false }, "wanted")).toEqual(["places", "map"]);
  expect(missingParts(ALL, "verifying")).toEqual(["map"]);
});
test("ready is said in one sentence, with the numbers that were read back", () => {
  expect(prepare.ready(14, 31, prepare.map("District 3"))).toBe("14 jobs, 31 photos and the map of District 3 are on this phone. Ready.");
});
