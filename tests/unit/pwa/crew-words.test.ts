import { CODES, type Code } from "../../../sync/protocol/outcomes";
import { statuses } from "../../../sync/protocol/lifecycle";
import { crew, desk, news, outcomeName, requestStatus, routeReason, shared } from "../../../pwa/src/words/staff";

const crewName = (id: string): string => ({ n: "North crew" })[id] ?? "";
const sentence = /^[A-Z].*[.!?]$/;

test.each(["late_closure", "duplicate_closure", "stale_assignment", "cancelled_known", "field_conflict"] as Code[])(
  "%s is told in a sentence, with and without facts",
  (code) => {
    expect(CODES[code]).toBeDefined();
    expect(news(code, null, crewName)).toMatch(sentence);
    expect(news(code, { crew_id: "n", closed_by: "North crew", at: "not a time" }, crewName)).toMatch(sentence);
  },
);
test("who was faster is named", () => {
  expect(news("duplicate_closure", { closed_by: "North crew" }, crewName)).toContain("North crew");
  expect(news("field_conflict", { crew_id: "n" }, crewName)).toContain("North crew");
});
test("every status has words", () => {
  for (const status of statuses("request")) expect(requestStatus(status)).not.toBe(status);
  for (const status of statuses("work_order")) expect(crew.status[status]).toBeDefined();
});
test.each(["inside", "on_border", "outside_every_district", "no_layer", "no_point", "something_new"])(
  "the routing reason %s is a sentence",
  (reason) => expect(routeReason(reason, null, null)).toMatch(sentence),
);
test("a routed report says where and who", () => {
  expect(routeReason("inside", "District 3", "Central crew")).toBe("Inside District 3: Central crew.");
});
test("a history of a newer server still reads", () => {
  expect(shared.history("repainted", "Central crew")).toBe("Central crew changed it");
  expect(shared.history("assigned", "routing", "North crew")).toBe("The district map gave it to North crew");
  expect(outcomeName("vanished")).toBe("vanished");
});
test.each(["late_closure", "double_work", "duplicate_work", "of_a_newer_server"])("the flag %s is a sentence", (flag) => {
  expect(desk.flag(flag)).toMatch(sentence);
});
test.each([[0, "just now"], [12 * 60_000, "12 min"], [5 * 3_600_000, "5 h"], [72 * 3_600_000, "3 days"]])(
  "a wait of %i ms reads %s",
  (ms, words) => expect(shared.age(new Date(1e12).toISOString(), 1e12 + ms)).toBe(words),
);
