// What the desk shows of its own decision on a job before the server answers.
import type { QueuedOp } from "@sync/client/ports";
import { learn, predict } from "@sync/client/predict";
import { STAFF_RULES } from "@sync/client/predict-staff";
import type { RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";

learn(STAFF_RULES);
const AT = "2026-11-21T09:00:00.000Z";
const closing = (id: string, kind: string, crew_id: string, counts: boolean) => ({ id, kind, by: crew_id, crew_id, occurred_at: AT, received_at: AT, outcome: "fixed", note: id, photos: [], counts });
const JOB = { id: "w", ver: 3, status: "done", crew_id: "north", request_ids: ["r"], outcome: "fixed", note: "late", flags: ["late_closure"], started_at: null, closed_at: AT, closed_by: "south", moved: { kind: "assigned" }, photos: [], history: [], closings: [closing("late", "late", "south", true)] };

function settled(verdicts: string[], was: object = {}, status = "resolved") {
  const request = { id: "r", status, status_note: "late", work_order_id: "w", history: [], photos: [] } as unknown as RequestDoc;
  const view = { requests: new Map([["r", request]]), workOrders: new Map([["w", { ...JOB, ...was } as unknown as WorkOrderDoc]]) };
  const ops = verdicts.map((verdict, i) => ({ op: { mid: i + 1, op_id: `op${i}`, kind: "wo.settle", on: "wo/w", at: AT, args: { verdict } } }) as unknown as QueuedOp);
  const after = predict(view, ops, { signature: "dispatcher" });
  return { job: after.workOrders.get("w"), request: after.requests.get("r") };
}

test("a late closing that is taken stays as it is, without its flag", () => {
  expect(settled(["take"])).toMatchObject({ job: { status: "done", flags: [], settled: [{ verdict: "take" }] }, request: { status: "resolved" } });
});
test("kept as the desk had it, the job is the new crew's again", () => {
  expect(settled(["keep"])).toMatchObject({ job: { status: "assigned", outcome: null, flags: [] }, request: { status: "planned" } });
});
test("kept as the desk had it, a job that was called off stays off", () => {
  expect(settled(["keep"], { moved: { kind: "cancelled" } })).toMatchObject({ job: { status: "cancelled" }, request: { status: "triaged" } });
});
test("kept as the desk had it, nobody hears any more of the parts that a job lacks which was called off", () => {
  const off = { status: "cancelled", outcome: "needs_parts", moved: { kind: "cancelled" } };
  expect(settled(["keep"], off, "triaged")).toMatchObject({ job: { status: "cancelled", outcome: null }, request: { status: "triaged", status_note: "" } });
});
test("a report that such a closing had planned before waits for the desk once it is settled", () => {
  const off = { status: "cancelled", outcome: "needs_parts", moved: { kind: "cancelled" } };
  expect(settled(["keep"], off, "planned").request).toMatchObject({ status: "triaged", status_note: "" });
});
test("kept between two closings, the one that counts goes on counting", () => {
  const both = { flags: ["duplicate_work"], closings: [closing("late", "late", "south", true), closing("second", "double", "north", false)] };
  expect(settled(["keep"], both)).toMatchObject({ job: { status: "done", note: "late" }, request: { status: "resolved" } });
});
test("put back, it is flagged again", () => {
  expect(settled(["keep", "open"]).job).toMatchObject({ flags: ["late_closure"], settled: [] });
});
