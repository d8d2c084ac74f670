import { assign, merge, openJobs, prioritize, reply } from "../../../pwa/src/console/dispatch/deeds";
import { rowsOf } from "../../../pwa/src/console/dispatch/rows";
import type { RequestView, WorkOrderView } from "../../../pwa/src/store/views";
import { NOON, job, request } from "./dispatch-factories";

const rows = (requests: RequestView[], jobs: WorkOrderView[] = []) =>
  rowsOf(
    requests,
    { jobs: new Map(jobs.map((one) => [one.id, one])), names: new Map(), days: new Map(), districts: new Map(), holidays: [], today: "2026-05-03" },
    NOON.getTime(),
  );
const ids = () => {
  let n = 0;
  return () => `new${(n += 1)}`;
};

describe("assigning many", () => {
  const shared = job("shared", { crew_id: "north", request_ids: ["a", "b"] });
  const theirs = job("theirs", { crew_id: "south", request_ids: ["d"] });
  const jobs = openJobs([shared, theirs, job("over", { status: "done", request_ids: ["c"] })]);
  const all = rows([request("a"), request("b"), request("c"), request("d")], [shared, theirs]);
  const { acts, back } = assign(all, "south", jobs, "done", ids());
  test("is one act a job, none for what the crew has already, and a new job where there is none", () => {
    expect(acts).toEqual([
      { kind: "wo.assign", on: "wo/shared", args: { crew_id: "south" } },
      { kind: "wo.assign", on: "wo/new1", args: { crew_id: "south", request_id: "c" } },
    ]);
  });
  test("leads back to the crew before, or to no job", () => {
    expect(back).toEqual([
      [{ kind: "wo.assign", on: "wo/shared", args: { crew_id: "north" } }],
      [{ kind: "wo.cancel", on: "wo/new1", args: { note: "" } }],
    ]);
  });
});

test("a priority leads back to the one that each had, and is not set where it is so", () => {
  const { acts, back } = prioritize(rows([request("a", { priority: "low" }), request("b"), request("c", { priority: "urgent" })]), "urgent", "done");
  expect(acts.map(({ on }) => on)).toEqual(["request/a", "request/b"]);
  expect(back.map(([act]) => act?.args)).toEqual([{ priority: "low" }, { priority: "normal" }]);
});

test("merging leaves the one that stays alone", () => {
  const { acts } = merge(rows([request("a"), request("b"), request("c")]), "b", "done");
  expect(acts).toEqual([
    { kind: "request.merge", on: "request/a", args: { into: "b" } },
    { kind: "request.merge", on: "request/c", args: { into: "b" } },
  ]);
});

test("what is said cannot be unsaid", () => {
  expect(reply(rows([request("a")]), () => "hello", "done", ids()).back).toEqual([[]]);
});
