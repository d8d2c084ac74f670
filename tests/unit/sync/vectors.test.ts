// The vectors of sync/vectors in TypeScript; tests/conformance/test_vectors.py runs the same files in Python.
import { learn, predict, type View } from "@sync/client/predict";
import { STAFF_RULES } from "@sync/client/predict-staff";
import type { QueuedOp } from "@sync/client/ports";
import { can, isOpen, statuses, type Thing } from "@sync/protocol/lifecycle";
import type { OpArgs, RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";
import { mark } from "@sync/protocol/check";
import { expectedOn } from "@sync/protocol/expected";
import { parse } from "@sync/protocol/reference";
import { problems } from "@sync/protocol/validation";
import checkVectors from "@sync/vectors/check.json";
import expectedVectors from "@sync/vectors/expected.json";
import lifecycleVectors from "@sync/vectors/lifecycle.json";
import predictVectors from "@sync/vectors/predict.json";
import referenceVectors from "@sync/vectors/reference.json";
import validationVectors from "@sync/vectors/validation.json";

learn(STAFF_RULES);

test.each(referenceVectors)("a reference is read as people say it: $case", ({ spoken, reference }) => {
  expect(parse(spoken)).toBe(reference);
});

test.each(checkVectors)("a thing adds the same to the check on both sides: $kind $ver", ({ kind, id, ver, mark: expected }) => {
  expect(mark(kind, id, ver)).toBe(expected);
});

test.each(validationVectors)("every problem is named at its place: $kind, $case", (vector) => {
  const kind = vector.kind as keyof OpArgs;
  expect(problems(kind, vector.thing, vector.args as unknown as OpArgs[typeof kind])).toEqual(vector.problems);
});

test.each(lifecycleVectors)("a thing moves only where the law lets it: $thing $now", (vector) => {
  const thing = vector.thing as Thing;
  expect(statuses(thing).filter((then) => can(thing, vector.now, then))).toEqual(vector.allowed);
  expect(isOpen(thing, vector.now)).toBe(vector.open);
});

test.each(expectedVectors)("work is expected on a working day: $case", (vector) => {
  expect(expectedOn(vector.requested_at, vector.days, vector.holidays)).toBe(vector.expected);
});

test.each(predictVectors)("the phone predicts what the server decides: $case", (vector) => {
  const at = "2026-11-21T09:00:00.000Z";
  const view: View = { requests: new Map(), workOrders: new Map() };
  const things = { ...(vector.request && { r1: vector.request }), ...vector.others };
  const bare = { photos: [], history: [], work_order_id: vector.job ? "w1" : null };
  for (const [id, given] of Object.entries(things))
    view.requests.set(id, { id, reference: id, ...bare, ...given } as unknown as RequestDoc);
  const job = { id: "w1", request_ids: ["r1"], outcome: null, note: "", flags: [], closed_by: null, photos: [], history: [], ...vector.job };
  if (vector.job) view.workOrders.set("w1", job as unknown as WorkOrderDoc);
  const on = vector.kind.startsWith("request") ? "request/r1" : "wo/w1";
  const op = { mid: 1, op_id: "op", kind: vector.kind, v: 1, on, base: 0, at, args: vector.args };
  const queued = { op, queuedAt: 0, tries: 0 } as unknown as QueuedOp;
  const after = predict(view, [queued], { signature: vector.who.signature });
  expect(after.requests.get("r1")).toMatchObject(vector.after.request);
  for (const [id, other] of Object.entries(vector.after.others ?? {})) expect(after.requests.get(id)).toMatchObject(other);
  if (vector.after.job === null) expect(after.workOrders.size).toBe(0);
  else expect(after.workOrders.get("w1")).toMatchObject(vector.after.job);
});
