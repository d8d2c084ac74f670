import { QUEUES, intoQueues, moveSelection, queueOf } from "../../../pwa/src/console/dispatch/queues";
import { statuses } from "../../../sync/protocol/lifecycle";
import { HOUR, before, job, request } from "./dispatch-factories";

describe("the queue of a report", () => {
  test("a report in a district without a crew is new", () => {
    expect(queueOf(request("a"), undefined)).toBe("new");
  });
  test("a report that no district answers for is unassigned", () => {
    expect(queueOf(request("a", { district_id: null }), undefined)).toBe("unassigned");
  });
  test("a report outside every district is in work once a crew has it", () => {
    const mine = request("a", { district_id: null, status: "planned", work_order_id: "w" });
    expect(queueOf(mine, job("w"))).toBe("in_work");
  });
  test("a planned report is in work although its work order is not on this device", () => {
    expect(queueOf(request("a", { status: "planned", work_order_id: "w" }), undefined)).toBe("in_work");
  });
  test("a report made safe needs a crew again, though its work order is done", () => {
    const safe = request("a", { status: "triaged", work_order_id: "w" });
    expect(queueOf(safe, job("w", { status: "done", outcome: "made_safe" }))).toBe("new");
  });
  test("a report that waits for parts stays with its crew", () => {
    expect(queueOf(request("a", { status: "planned", work_order_id: "w" }), job("w", { status: "blocked" }))).toBe("in_work");
  });
  test("a cancelled job leaves its report without a crew", () => {
    expect(queueOf(request("a", { status: "triaged", work_order_id: "w" }), job("w", { status: "cancelled" }))).toBe("new");
  });
  test.each(["resolved", "closed", "duplicate", "withdrawn"])("a %s report is done", (status) => {
    expect(queueOf(request("a", { status }), undefined)).toBe("done");
  });
  test("every status has a queue", () => {
    for (const status of statuses("request")) expect(QUEUES).toContain(queueOf(request("a", { status }), undefined));
  });
});

describe("the order of a queue", () => {
  const none = new Map<string, never>();
  test("the longest wait comes first while a report is open", () => {
    const { new: waiting } = intoQueues(
      [request("young", { requested_at: before(HOUR) }), request("old", { requested_at: before(3 * HOUR) })],
      none,
    );
    expect(waiting.map(({ id }) => id)).toEqual(["old", "young"]);
  });
  test("the latest change comes first among the done", () => {
    const { done } = intoQueues(
      [
        request("early", { status: "resolved", updated_at: before(3 * HOUR) }),
        request("late", { status: "resolved", updated_at: before(HOUR) }),
      ],
      none,
    );
    expect(done.map(({ id }) => id)).toEqual(["late", "early"]);
  });
  test("what needs an eye comes before all else", () => {
    const flagged = request("flagged", { status: "closed", updated_at: before(9 * HOUR), work_order_id: "w" });
    const { done } = intoQueues(
      [request("late", { status: "resolved" }), flagged],
      new Map([["w", job("w", { status: "done", flags: ["late_closure"] })]]),
    );
    expect(done.map(({ id }) => id)).toEqual(["flagged", "late"]);
  });
  test("the given list is left as it was", () => {
    const given = [request("b", { requested_at: before(1) }), request("a", { requested_at: before(2) })];
    intoQueues(given, none);
    expect(given.map(({ id }) => id)).toEqual(["b", "a"]);
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
