import { makeOp, promiseOf } from "@sync/client/op";
import type { QueuedOp } from "@sync/client/ports";
import type { HeldDoc } from "@sync/protocol/messages";
import { isRefused } from "../../../pwa/src/store/letters";
import { ackOf, freshStore, META, photo, pullReply, queue, reply, report, type Device } from "./device";

type Store = Device["store"];

const settle = (store: Store, sent: QueuedOp[], acks: Parameters<typeof reply>[0], more: Parameters<typeof reply>[1] = {}) =>
  store.settle({ reply: reply(acks, more), asked: META, sent, now: 2_000, skewMs: 0 });

const outbox = async (store: Store) => (await store.state()).outbox;
const letters = async (store: Store) => (await store.letters()).filter(isRefused).map(({ op, ack }) => [op.op_id, ack.code]);

/** A report with a photo that the server refused, and a comment with one that was refused with it. */
async function refused() {
  const store = await freshStore();
  const [first, second] = [photo(), photo()];
  const one = await report(store, [first]);
  const said = { id: "c1", text: "Hello", photos: [promiseOf(second)] };
  const two = await queue(store, "request.comment", one.on, said, [second]);
  await settle(store, await outbox(store), [ackOf(one, "rejected", "bad_value"), ackOf(two, "rejected", "depends_on_rejected")]);
  return { store, one, two, photos: [first, second] };
}

const resend = (store: Store, on: string, letter: string, own = photo()) => {
  const make = (mid: number) => makeOp(mid, crypto.randomUUID(), "request.report", on, 0, { reference: "R", service_code: "pothole", place: {} }, [own], 3_000);
  return store.enqueue(make, { letter, draft: "report" });
};

describe("a refused report", () => {
  test("sent again takes along what waited for it, in its order, with all photos", async () => {
    const { store, one, two, photos } = await refused();
    const own = photo();
    await resend(store, one.on, one.op_id, own);
    expect((await outbox(store)).map(({ op }) => [op.mid, op.kind, op.on])).toEqual([
      [3, "request.report", one.on],
      [4, "request.comment", one.on],
    ]);
    expect((await outbox(store))[1]!.op.op_id).not.toBe(two.op_id);
    expect([await store.letters(), (await store.state()).meta.nextMid]).toEqual([[], 5]);
    const kept = (await store.state()).photos.map(({ id, mid, state }) => [id, mid, state]);
    expect(kept.sort()).toEqual([[own.id, 3, "waiting"], [photos[1]!.id, 4, "waiting"]].sort());
    expect(await store.photoBytes(photos[0]!.id)).toBeNull();
  });

  test("stays a letter when the new op could not be kept", async () => {
    const { store, one, photos } = await refused();
    await store.db.put("drafts", "half a report", "report");
    const unstorable = { ...photo(), mime: (() => "a function") as unknown as string };
    await expect(resend(store, one.on, one.op_id, unstorable)).rejects.toThrow();
    expect([await outbox(store), (await letters(store)).length, await store.db.getAllKeys("drafts")]).toEqual([[], 2, ["report"]]);
    expect(await store.photoBytes(photos[0]!.id)).not.toBeNull();
  });

  test("discarded takes what waited for it along, and all their photos", async () => {
    const { store, one } = await refused();
    await store.discard(one.op_id);
    expect([await store.letters(), (await store.state()).photos]).toEqual([[], []]);
  });

  test("a discarded follower leaves the report's letter alone", async () => {
    const { store, one, two } = await refused();
    await store.discard(two.op_id);
    expect([await letters(store), (await store.state()).photos.length]).toEqual([[[one.op_id, "bad_value"]], 1]);
  });
});

describe("a held act", () => {
  const reviewed = (op: QueuedOp["op"], outcome: string | null, code: string | null) => {
    const doc: Partial<HeldDoc> = { id: op.op_id, ver: 2, state: outcome === "rejected" ? "refused" : "accepted", outcome, code, detail: { note: "No." } };
    return { pull: pullReply({ rows: [{ b: "device:d", s: 1, k: "held", id: op.op_id, op: "put", ver: 2, doc }] }) };
  };

  async function held() {
    const store = await freshStore();
    const one = photo();
    const op = await queue(store, "wo.close", "wo/w1", { outcome: "fixed", note: "Done", photos: [promiseOf(one)] }, [one]);
    await settle(store, await outbox(store), [ackOf(op, "held", "right_lost")]);
    return { store, op, one };
  }

  test("is no letter for its author until the desk has refused it, then with its words and photos", async () => {
    const { store, op, one } = await held();
    await store.patchPhoto(one.id, { state: "stored", storedAt: 0 });
    await store.forgetStored(1e12);
    expect(await letters(store)).toEqual([]);
    await settle(store, [], [], reviewed(op, "rejected", "refused_by_supervisor"));
    expect([await letters(store), (await store.letters())[0]!.ack.detail]).toEqual([[[op.op_id, "refused_by_supervisor"]], { note: "No." }]);
    expect(await store.photoBytes(one.id)).not.toBeNull();
  });

  test("still says what it was about when the job has left the phone", async () => {
    const store = await freshStore();
    const row = (k: string, id: string, doc: object) => ({ b: "crew:1", s: 1, k, id, op: "put" as const, ver: 1, doc: { photos: [], ...doc } });
    const rows = [row("wo", "w1", { request_ids: ["r1"] }), row("request", "r1", { reference: "K7QM", service_code: "pothole" })];
    await settle(store, [], [], { pull: pullReply({ rows, cursors: { "crew:1": 1 } }) });
    const op = await queue(store, "wo.close", "wo/w1", { outcome: "fixed", note: "Done" });
    await settle(store, await outbox(store), [ackOf(op, "held", "right_lost")], { pull: pullReply({ drop: ["crew:1"] }) });
    expect([(await store.docs()).length, (await store.letters())[0]!.about]).toEqual([0, { service_code: "pothole", reference: "K7QM" }]);
  });

  test("that was accepted, but could not be done, is a letter with the reason", async () => {
    const { store, op } = await held();
    await settle(store, [], [], reviewed(op, "rejected", "stale_assignment"));
    expect(await letters(store)).toEqual([[op.op_id, "stale_assignment"]]);
  });

  test("that was refused and then accepted after all is no letter any more, and its photos go out", async () => {
    const { store, op, one } = await held();
    await settle(store, [], [], reviewed(op, "rejected", "refused_by_supervisor"));
    await settle(store, [], [], reviewed(op, "applied", "ok"));
    expect(await letters(store)).toEqual([]);
    expect((await store.state()).photos.find(({ id }) => id === one.id)?.state).toBe("waiting");
  });

  test("that was accepted leaves nothing behind", async () => {
    const { store, op, one } = await held();
    await settle(store, [], [], reviewed(op, "applied", "late_closure"));
    expect(await store.letters()).toEqual([]);
    await store.patchPhoto(one.id, { state: "stored", storedAt: 0 });
    await store.forgetStored(1e12);
    expect(await store.photoBytes(one.id)).toBeNull();
  });

  test("a letter that its author dealt with does not come back with the next change of the document", async () => {
    const { store, op } = await held();
    await settle(store, [], [], reviewed(op, "rejected", "refused_by_supervisor"));
    await store.discard(op.op_id);
    await settle(store, [], [], reviewed(op, "rejected", "refused_by_supervisor"));
    expect(await store.letters()).toEqual([]);
  });
});

test("a held act that is answered again, word for word, does not hide that the desk refused it", async () => {
  const store = await freshStore();
  const op = await queue(store, "wo.close", "wo/w1", { outcome: "fixed", note: "Done" });
  const sent = await outbox(store);
  await settle(store, sent, [ackOf(op, "held", "right_lost")]);
  const doc: Partial<HeldDoc> = { id: op.op_id, state: "refused", outcome: "rejected", code: "refused_by_supervisor" };
  await settle(store, [], [], { pull: pullReply({ rows: [{ b: "device:d", s: 1, k: "held", id: op.op_id, op: "put", ver: 2, doc }] }) });
  await store.reopen(1, 3_000);
  await settle(store, await outbox(store), [ackOf(op, "held", "right_lost")]);
  expect(await letters(store)).toEqual([[op.op_id, "refused_by_supervisor"]]);
});
