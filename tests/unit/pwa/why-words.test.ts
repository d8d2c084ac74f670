// Why a report lies where it does, in the desk's words; and who may be meant as well.
import type { RouteDoc } from "../../../sync/protocol/messages";
import { isDoubtful, secondChoice } from "../../../pwa/src/console/dispatch/second-choice";
import { whyWords } from "../../../pwa/src/words/why-words";
import { request } from "./dispatch-factories";

const NEAR: RouteDoc = {
  reason: "inside", layer: "roads", district: "East district", crew_id: "east", layer_version: 3, distance_m: 12,
  second: "North district", second_crew_id: "north", near_border: true, accuracy_m: 60,
};

test("near a border it says how near, how sure, and who else is possible", () => {
  expect(whyWords(NEAR, "East crew", "North crew")).toBe(
    "East crew, because it lies in East district (map version 3). It is 12 m from the border with North district. The phone's fix was within 60 m. North crew is possible.",
  );
});
test("far from every border one sentence is enough", () => {
  const far = { ...NEAR, near_border: false, second: null, second_crew_id: null, distance_m: null, accuracy_m: null };
  expect(whyWords(far, "East crew", "")).toBe("East crew, because it lies in East district (map version 3).");
});
test("the map is named by the day from which it answered", () => {
  const dated = { ...NEAR, near_border: false, layer_since: "2025-05-03" };
  expect(whyWords(dated, "East crew", "")).toContain("(map of May 3, 2025)");
});
test.each([
  [{ reason: "default_point", rule: "city hall" }, "", "", "The place is the default point “city hall”. Ask where it is."],
  [{ reason: "by_owner", rule: "Power and Light" }, "Utility", "", "Utility, because the asset belongs to Power and Light."],
  [{ reason: "outside_every_district", second: "North", distance_m: 340 }, "", "North crew", "Outside every district. Choose a crew by hand. North is 340 m away: North crew."],
  [{ reason: "inside", district: "East" }, "", "", "It lies in East, which has no crew."],
  [{ reason: "inside", district: "East", near_border: true, distance_m: 3 }, "East crew", "", "East crew, because it lies in East. It is 3 m from the edge of the map."],
] as [RouteDoc, string, string, string][])("%o reads as a sentence", (route, crew, second, sentence) => {
  expect(whyWords(route, crew, second)).toBe(sentence);
});

test("a second choice is one only while another crew has it", () => {
  expect(secondChoice(request("a", { route: NEAR, crew_id: "east" }))).toBe("north");
  expect(secondChoice(request("a", { route: NEAR, crew_id: "north" }))).toBeNull();
  expect(secondChoice(request("a", { route: { ...NEAR, second_crew_id: "east" }, crew_id: "east" }))).toBeNull();
  expect(secondChoice(request("a"))).toBeNull();
});
test("the desk looks at what two crews may be meant for, until a crew has begun", () => {
  const doubtful = (status: string, near_border = true): boolean =>
    isDoubtful(request("a", { status, crew_id: "east", route: { ...NEAR, near_border } }));
  expect([doubtful("planned"), doubtful("in_work"), doubtful("planned", false)]).toEqual([true, false, false]);
});
