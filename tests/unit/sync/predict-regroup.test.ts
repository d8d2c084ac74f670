// What the desk shows of reports that leave what they were put together with, before the server answers.
import type { QueuedOp } from "@sync/client/ports";
import { learn, predict } from "@sync/client/predict";
import { STAFF_RULES } from "@sync/client/predict-staff";
import type { RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";

learn(STAFF_RULES);
const AT = "2026-11-21T09:00:00.000Z";
const photo = (id: string) => ({ id, role: "evidence", state: "stored" });
const closing = { id: "c", kind: "first", by: "South crew", crew_id: "south", occurred_at: AT, received_at: AT, outcome: "needs_parts", note: "A cable", photos: ["theirs"], counts: true };
const request = (id: string, was: object) => [id, { id, reference: id, status: "planned", status_note: "", work_order_id: "w", crew_id: "south", photos: [photo("theirs"), photo("own")], history: [], ...was } as unknown as RequestDoc] as const;
const job = (id: string, was: object) => [id, { id, status: "blocked", crew_id: "south", request_ids: ["r", "other"], flags: [], photos: [], history: [], closings: [closing], ...was } as unknown as WorkOrderDoc] as const;
const act = (kind: string, on: string, args: object) => [{ op: { mid: 1, op_id: "op", kind, on, at: AT, args } } as unknown as QueuedOp];

test("a report that is split off shows no photo of the closing of the job that goes on", () => {
  const view = { requests: new Map([request("r", {}), request("other", {})]), workOrders: new Map([job("w", {})]) };
  const { requests } = predict(view, act("wo.split", "wo/w", { request_id: "r" }), { signature: "dispatcher" });
  expect([requests.get("r"), requests.get("other")].map((one) => one?.photos.map(({ id }) => id))).toEqual([["own"], ["theirs", "own"]]);
});

test("a report that is split off keeps what was said of it before its job took in another", () => {
  const view = { requests: new Map([request("r", { status_note: "A cable" }), request("other", {})]), workOrders: new Map([job("w", { closings: [{ ...closing, request_ids: ["r"] }] })]) };
  const { requests } = predict(view, act("wo.split", "wo/w", { request_id: "r" }), { signature: "dispatcher" });
  expect(requests.get("r")?.photos.map(({ id }) => id)).toEqual(["theirs", "own"]);
});

test("what is no duplicate has the job again that its crew had begun", () => {
  const view = {
    requests: new Map([request("r", { status: "duplicate", duplicate_of: "other" }), request("other", { followers: 1 })]),
    workOrders: new Map([job("w", {}), job("own", { status: "started", crew_id: "north", request_ids: ["r"], closings: [] })]),
  };
  const { requests, workOrders } = predict(view, act("request.unmerge", "request/r", {}), { signature: "dispatcher" });
  expect(requests.get("r")).toMatchObject({ status: "in_work", work_order_id: "own", crew_id: "north", duplicate_of: null });
  expect(workOrders.get("w")?.request_ids).toEqual(["other"]);
});
