import { dueDays } from "../../../pwa/src/console/dispatch/due";
import { reasonsOf } from "../../../pwa/src/console/dispatch/review";
import { HOUR, NOON, before, job, request } from "./dispatch-factories";

const DAY = 24 * HOUR;
const now = NOON.getTime();
const line = (kind: string, by: string, ago = HOUR) => ({ at: before(ago), kind, by, text: "" });
const border = { reason: "inside", near_border: true, crew_id: "south", second_crew_id: "central" };

describe("why the desk should look at a report", () => {
  test("nothing is in doubt about a plain one", () => {
    expect(reasonsOf(request("a"), undefined, now)).toEqual([]);
  });
  test("it lies near a border and nobody has confirmed its crew", () => {
    expect(reasonsOf(request("a", { route: border }), undefined, now)).toEqual(["border"]);
  });
  test("a border is confirmed by what the desk did to it or its job", () => {
    expect(reasonsOf(request("a", { route: border, history: [line("sorted_priority", "dispatcher")] }), undefined, now)).toEqual([]);
    const given = job("w", { history: [line("assigned", "dispatcher")] });
    expect(reasonsOf(request("a", { route: border }), given, now)).toEqual([]);
  });
  test("its place is only the city's default point", () => {
    expect(reasonsOf(request("a", { route: { reason: "default_point", rule: "city hall" } }), undefined, now)).toEqual(["default_point"]);
  });
  test("its asset has an owner whose map names no crew", () => {
    expect(reasonsOf(request("a", { route: { reason: "no_layer", rule: "State" } }), undefined, now)).toEqual(["owner"]);
  });
  test("its reporter says that it is not fixed", () => {
    expect(reasonsOf(request("a", { status: "reopened" }), undefined, now)).toEqual(["reopened"]);
  });
  test("its reporter asked to take it back, until the desk has answered", () => {
    const asked = request("a", { status: "in_work", history: [line("take_back", "reporter", 2 * HOUR)] });
    expect(reasonsOf(asked, undefined, now)).toEqual(["take_back"]);
    const answered = { ...asked, history: [...asked.history, line("comment", "dispatcher")] };
    expect(reasonsOf(answered, undefined, now)).toEqual([]);
  });
});

describe("why the desk should look at a closed report", () => {
  const closed = (part: Parameters<typeof job>[1]) => job("w", { status: "done", closed_at: before(DAY), ...part });
  test("the photos of the closing have not come in three days", () => {
    const resolved = request("a", { status: "resolved" });
    expect(reasonsOf(resolved, closed({ evidence: "pending", closed_at: before(73 * HOUR) }), now)).toEqual(["no_photos"]);
    expect(reasonsOf(resolved, closed({ evidence: "pending", closed_at: before(71 * HOUR) }), now)).toEqual([]);
    expect(reasonsOf(resolved, closed({ evidence: "complete", closed_at: before(73 * HOUR) }), now)).toEqual([]);
  });
  test.each(["not_ours", "not_found"])("it was closed as %s, for two weeks or until the desk has looked", (outcome) => {
    const over = request("a", { status: "closed" });
    expect(reasonsOf(over, closed({ outcome }), now)).toEqual([outcome]);
    expect(reasonsOf(over, closed({ outcome, closed_at: before(15 * DAY) }), now)).toEqual([]);
    expect(reasonsOf({ ...over, history: [line("comment", "dispatcher")] }, closed({ outcome }), now)).toEqual([]);
  });
  test("somebody says that it is not fixed", () => {
    expect(reasonsOf(request("a", { status: "resolved", history: [line("proposed", "resident")] }), closed({}), now)).toEqual(["reopened"]);
  });
});

describe("the day of a report", () => {
  const dueOf = dueDays(new Map([["pothole", 2]]), ["2026-05-05"], "2026-05-06");
  test("is counted in working days, holidays left out", () => {
    // Friday, May 1: Monday is the first, Tuesday is a holiday.
    expect(dueOf(request("a", { requested_at: "2026-05-01T15:00:00Z" }))).toEqual({ day: "2026-05-06", left: 0 });
  });
  test("is late the day after", () => {
    expect(dueOf(request("a", { requested_at: "2026-04-30T15:00:00Z" }))).toEqual({ day: "2026-05-04", left: -2 });
  });
  test("is nobody's business where nothing was promised, or nothing is left to do", () => {
    expect(dueOf(request("a", { service_code: "leaf" }))).toBeNull();
    expect(dueOf(request("a", { status: "closed" }))).toBeNull();
    expect(dueOf(request("a", { duplicate_of: "K7QM" }))).toBeNull();
  });
});
