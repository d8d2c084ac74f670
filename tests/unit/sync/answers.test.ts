import { overlay } from "../../../pwa/src/store/overlay";
import { ackOf, freshStore, META, pullReply, queue, reply, type Device } from "./device";

const JOB = { id: "w1", status: "assigned", request_ids: ["r1"], history: [], photos: [] };
const REQUEST = { id: "r1", service_code: "pothole", reference: "KFBZXGPCPC7", requested_at: "2026-11-21T09:00:00Z", photos: [], history: [] };
const put = (k: string, id: string, doc: Record<string, unknown>, s: number) => ({ b: "crew:1", s, k, id, op: "put" as const, ver: 1, doc });
const leave = (k: string, id: string, s: number) => ({ b: "crew:1", s, k, id, op: "leave" as const, ver: 2 });

async function settle(store: Device["store"], more: Parameters<typeof reply>) {
  const { outbox, meta } = await store.state();
  await store.settle({ reply: reply(...more), asked: { ...META, ...meta }, sent: outbox, now: 2_000, skewMs: 0 });
}

async function answers(store: Device["store"]) {
  const [state, docs, letters] = await Promise.all([store.state(), store.docs(), store.letters()]);
  return overlay({ state, docs, letters }, null, "South crew", "online").answers.map(({ about, progress }) => [about, progress]);
}

/** A closing of a job that went to another crew meanwhile: it is taken, and the job leaves this phone in the same reply. */
async function closedLate(code: string, goes: boolean) {
  const store = await freshStore();
  await settle(store, [[], { pull: pullReply({ rows: [put("request", "r1", REQUEST, 1), put("wo", "w1", JOB, 2)], cursors: { "crew:1": 2 } }) }]);
  const op = await queue(store, "wo.close", "wo/w1", { outcome: "fixed", note: "Done" });
  const rows = goes ? [leave("wo", "w1", 3), leave("request", "r1", 4)] : [];
  await settle(store, [[ackOf(op, "applied", code)], { pull: pullReply({ rows, cursors: { "crew:1": 4 } }) }]);
  return { store, op };
}

test("a job that left the phone with its answer still says what became of the closing, until it is read", async () => {
  const { store, op } = await closedLate("late_closure", true);
  expect(await answers(store)).toEqual([["pothole · KFBZ-XGPC-PC7", { state: "merged", code: "late_closure", detail: null }]]);
  await store.markRead(op.op_id);
  expect(await answers(store)).toEqual([]);
});

test.each([
  ["late_closure", false],
  ["ok", true],
])("%s, and the job gone: %s, is told at the job or needs no telling", async (code, goes) => {
  expect(await answers((await closedLate(code, goes)).store)).toEqual([]);
});

test("a job that is another crew's now, and only kept here to hear of it, tells its news all the same", async () => {
  const store = await freshStore();
  const crews = [put("crew", "south", { id: "south", name: "South crew" }, 3), put("crew", "north", { id: "north", name: "North crew" }, 4)];
  const job = (crew_id: string, s: number) => put("wo", "w1", { ...JOB, crew_id }, s);
  await settle(store, [[], { pull: pullReply({ rows: [put("request", "r1", REQUEST, 1), job("south", 2), ...crews], cursors: { "crew:1": 4 } }) }]);
  const op = await queue(store, "wo.close", "wo/w1", { outcome: "fixed", note: "Done" });
  await settle(store, [[ackOf(op, "applied", "late_closure")], { pull: pullReply({ rows: [job("north", 5)], cursors: { "crew:1": 5 } }) }]);
  expect(await answers(store)).toMatchObject([["pothole · KFBZ-XGPC-PC7", { code: "late_closure" }]]);
});

test("a picture that a document shows no longer is kept no longer, unless another one shows it", async () => {
  const store = await freshStore();
  const showing = (...ids: string[]) => ({ ...REQUEST, photos: ids.map((id) => ({ id, role: "evidence", state: "stored" })) });
  const job = put("wo", "w1", { ...JOB, photos: [{ id: "of both" }] }, 2);
  await settle(store, [[], { pull: pullReply({ rows: [put("request", "r1", showing("of both", "theirs", "own"), 1), job], cursors: { "crew:1": 2 } }) }]);
  for (const id of ["of both", "theirs", "own"]) await store.db.put("cache", { key: `${id}/small`, bytes: new ArrayBuffer(1) });
  await settle(store, [[], { pull: pullReply({ rows: [put("request", "r1", showing("own"), 3)], cursors: { "crew:1": 3 } }) }]);
  expect(await store.db.getAllKeys("cache")).toEqual(["of both/small", "own/small"]);
});
