import { assign, close, closeFor, group, merge, openJobs, prioritize, reply, split, unmerge } from "../../../pwa/src/console/dispatch/deeds";
import { rowsOf } from "../../../pwa/src/console/dispatch/rows";
import type { RequestView, WorkOrderView } from "../../../pwa/src/store/views";
import { HOUR, NOON, before, job, request } from "./dispatch-factories";

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
  test("has a crew take up again what waited for parts", () => {
    const waits = job("waits", { crew_id: "south", status: "blocked", request_ids: ["a"] });
    const { acts, back } = assign(rows([request("a")], [waits]), "south", openJobs([waits]), "done", ids());
    expect([acts, back]).toEqual([[{ kind: "wo.assign", on: "wo/waits", args: { crew_id: "south" } }], [[]]]);
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

test("merging leaves the one that stays alone, and can be taken back", () => {
  const { acts, back } = merge(rows([request("a"), request("b"), request("c")]), "b", "done");
  expect(acts).toEqual([
    { kind: "request.merge", on: "request/a", args: { into: "b" } },
    { kind: "request.merge", on: "request/c", args: { into: "b" } },
  ]);
  expect(back.flat().map(({ kind, on }) => [kind, on])).toEqual([["request.unmerge", "request/a"], ["request.unmerge", "request/c"]]);
});

describe("one job of several", () => {
  const old = request("old", { requested_at: before(9 * HOUR) });
  test("begins with the oldest, and leads back to what each had", () => {
    const own = job("own", { crew_id: "north", request_ids: ["b"] });
    const { acts, back } = group(rows([request("b"), old, request("c")], [own]), "south", openJobs([own]), "done", ids());
    expect(acts).toEqual([
      { kind: "wo.assign", on: "wo/new1", args: { crew_id: "south", request_id: "old" } },
      { kind: "wo.serve", on: "wo/new1", args: { request_id: "b" } },
      { kind: "wo.serve", on: "wo/new1", args: { request_id: "c" } },
    ]);
    expect(back.slice(1)).toEqual([
      [
        { kind: "wo.split", on: "wo/new1", args: { request_id: "b", job_id: "new2" } },
        { kind: "wo.assign", on: "wo/new2", args: { crew_id: "north" } },
      ],
      [{ kind: "wo.split", on: "wo/new1", args: { request_id: "c" } }],
    ]);
  });
  test("leads back into a job that stayed for others", () => {
    const shared = job("shared", { crew_id: "north", request_ids: ["b", "elsewhere"] });
    const { back } = group(rows([old, request("b")], [shared]), "south", openJobs([shared]), "done", ids());
    expect(back[1]).toEqual([{ kind: "wo.serve", on: "wo/shared", args: { request_id: "b" } }]);
  });
  test("goes on with the job of the oldest where the crew has it", () => {
    const own = job("own", { crew_id: "south", request_ids: ["old", "b"] });
    const { acts } = group(rows([old, request("b"), request("c")], [own]), "south", openJobs([own]), "done", ids());
    expect(acts).toEqual([{ kind: "wo.serve", on: "wo/own", args: { request_id: "c" } }]);
  });
});

test("a request that was split off can be put back", () => {
  const shared = job("shared", { request_ids: ["a", "b"] });
  const [row] = rows([request("a")], [shared]);
  if (!row) throw new Error("There is one.");
  const { acts, back } = split(row, shared, true, "done", ids());
  expect(acts).toEqual([{ kind: "wo.split", on: "wo/shared", args: { request_id: "a", job_id: "new1" } }]);
  expect(back).toEqual([[{ kind: "wo.serve", on: "wo/shared", args: { request_id: "a" } }]]);
});

test("a duplicate that is none goes back into the one it was merged into, where that is here", () => {
  const [row] = rows([request("a", { status: "duplicate" })]);
  if (!row) throw new Error("There is one.");
  expect(unmerge(row, "b", "done").back).toEqual([[{ kind: "request.merge", on: "request/a", args: { into: "b" } }]]);
  expect(unmerge(row, undefined, "done").back).toEqual([[]]);
});

test("each closing has its own note, and is opened again", () => {
  const { acts, back } = close(rows([request("a"), request("b")]), "not_found", ({ request: { id } }) => `for ${id}`, "done");
  expect(acts.map(({ args }) => args)).toEqual([{ outcome: "not_found", note: "for a" }, { outcome: "not_found", note: "for b" }]);
  expect(back.flat().map(({ kind }) => kind)).toEqual(["request.reopen", "request.reopen"]);
});

test("the job of an agency is closed in its place, which nothing leads back from once it is sent", () => {
  const { acts, back } = closeFor(job("theirs"), "made_safe", "They put up a fence.", "done");
  expect(acts).toEqual([{ kind: "wo.close", on: "wo/theirs", args: { outcome: "made_safe", note: "They put up a fence.", photos: [] } }]);
  expect(back).toEqual([[]]);
});

test("what is said cannot be unsaid", () => {
  expect(reply(rows([request("a")]), () => "hello", "done", ids()).back).toEqual([[]]);
});
