import { QUEUES, homeOf, isNew, moveSelection, queuesOf } from "../../../pwa/src/console/dispatch/queues";
import { statuses } from "../../../sync/protocol/lifecycle";
import { HOUR, before, job, request } from "./dispatch-factories";

const by = (who: string, kind = "comment") => ({ at: before(HOUR), kind, by: who, text: "" });

describe("where a report is at home", () => {
  test("a report without a crew is unassigned, in a district or not", () => {
    expect(homeOf(request("a"), undefined)).toBe("unassigned");
    expect(homeOf(request("a", { district_id: null }), undefined)).toBe("unassigned");
  });
  test("a report outside every district is in work once a crew has it", () => {
    const mine = request("a", { district_id: null, status: "planned", work_order_id: "w" });
    expect(homeOf(mine, job("w"))).toBe("in_work");
  });
  test("a planned report is in work although its work order is not on this device", () => {
    expect(homeOf(request("a", { status: "planned", work_order_id: "w" }), undefined)).toBe("in_work");
  });
  test("a report made safe needs a crew again, though its work order is done", () => {
    const safe = request("a", { status: "triaged", work_order_id: "w" });
    expect(homeOf(safe, job("w", { status: "done", outcome: "made_safe" }))).toBe("unassigned");
  });
  test("a report that waits for parts stays with its crew", () => {
    expect(homeOf(request("a", { status: "planned", work_order_id: "w" }), job("w", { status: "blocked" }))).toBe("in_work");
  });
  test("a cancelled job leaves its report without a crew", () => {
    expect(homeOf(request("a", { status: "triaged", work_order_id: "w" }), job("w", { status: "cancelled" }))).toBe("unassigned");
  });
  test.each(["resolved", "closed", "duplicate", "withdrawn"])("a %s report is done", (status) => {
    expect(homeOf(request("a", { status }), undefined)).toBe("done");
  });
  test("every status has a home", () => {
    for (const status of statuses("request")) expect(QUEUES).toContain(homeOf(request("a", { status }), undefined));
  });
});

describe("a new report", () => {
  const routed = request("a", { status: "planned", history: [by("reporter", "reported"), by("routing", "planned")] });
  test("is one that only its reporter and the district map have touched", () => {
    expect(isNew(routed, job("w", { history: [by("routing", "assigned")] }))).toBe(true);
    expect(isNew(request("a", { district_id: null }), undefined)).toBe(true);
  });
  test("is new no more once its crew has accepted it", () => {
    expect(isNew(routed, job("w", { accepted_at: before(1) }))).toBe(false);
  });
  test("is new no more once the desk has done something", () => {
    expect(isNew({ ...routed, history: [...routed.history, by("dispatcher")] }, job("w"))).toBe(false);
    expect(isNew(routed, job("w", { history: [by("dispatcher", "assigned")] }))).toBe(false);
  });
  test("is new no more as soon as this desk acts, sent or not", () => {
    expect(isNew({ ...routed, progress: { state: "queued" } }, job("w"))).toBe(false);
    expect(isNew(routed, job("w", { progress: { state: "queued" } }))).toBe(false);
  });
  test("stays new while its reporter only says more", () => {
    expect(isNew({ ...routed, history: [...routed.history, by("reporter")] }, job("w"))).toBe(true);
  });
});

describe("the queues that show a report", () => {
  test("a late one in doubt is shown by three beside its home", () => {
    expect(queuesOf(request("a"), undefined, { day: "2026-05-01", left: -2 }, ["border"])).toEqual(["unassigned", "new", "review", "overdue"]);
  });
  test("one that is due today is not late yet", () => {
    expect(queuesOf(request("a"), undefined, { day: "2026-05-03", left: 0 }, [])).not.toContain("overdue");
  });
});

describe("moving through a list", () => {
  const ids = ["a", "b", "c"];
  test("the first step selects the first row", () => expect(moveSelection(ids, null, 1)).toBe("a"));
  test("a step goes on", () => expect(moveSelection(ids, "a", 1)).toBe("b"));
  test("the ends hold", () => {
    expect(moveSelection(ids, "c", 1)).toBe("c");
    expect(moveSelection(ids, "a", -1)).toBe("a");
    expect(moveSelection(ids, "b", 1e9)).toBe("c");
  });
  test("after a report has left the list the next one takes its place", () => {
    expect(moveSelection(ids, "gone", 1, 1)).toBe("b");
    expect(moveSelection(ids, "gone", -1, 1)).toBe("a");
    expect(moveSelection(ids, "gone", 1, 3)).toBe("c");
  });
  test("an empty list has nothing to select", () => expect(moveSelection([], "gone", 1, 4)).toBeNull());
});
