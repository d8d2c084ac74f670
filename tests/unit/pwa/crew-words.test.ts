import { CODES, type Code } from "../../../sync/protocol/outcomes";
import { statuses } from "../../../sync/protocol/lifecycle";
import { news } from "../../../pwa/src/words/field-news";
import { crew, desk, outcomeName, requestStatus, routeReason, shared } from "../../../pwa/src/words/staff";

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
const at = (hour: number, minute: number): string => new Date(2026, 4, 3, hour, minute).toISOString();
test("a job that was moved meanwhile names who moved it", () => {
  expect(news("late_closure", { kind: "assigned", by: "dispatcher", name: "Ana Ruiz", at: at(10, 40) }, crewName)).toBe(
    "Ana Ruiz had moved this job meanwhile; your photos and note are kept and the dispatcher decides.",
  );
});
test("a job that was cancelled meanwhile tells both times", () => {
  const detail = { kind: "cancelled", by: "dispatcher", name: "Ana Ruiz", at: at(10, 40), acted_at: at(11, 5) };
  expect(news("late_closure", detail, crewName)).toBe(
    "Cancelled at 10:40 AM by Ana Ruiz. You closed it at 11:05 AM. Ana Ruiz will decide. Your photos and note are kept.",
  );
});
test("a second closing names the first, by a colleague of the same crew too", () => {
  expect(news("duplicate_closure", { closed_by: "South crew", by: "South crew", name: "Sam South", at: at(10, 40) }, crewName)).toBe(
    "Sam South closed this job first at 10:40 AM. Your photos and note are kept.",
  );
});
test("where nobody is named, the role is the subject", () => {
  expect(news("late_closure", { kind: "assigned", by: "routing", name: "", at: at(10, 40) }, crewName)).toMatch(/^The district map had moved/);
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
