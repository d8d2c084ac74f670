import { ackOf, freshStore, META, photo, pullReply, queue, referenceOf, reply, report, type Device } from "./device";
import { makeOp, promiseOf } from "@sync/client/op";
import type { QueuedOp } from "@sync/client/ports";
import { leaveBehind } from "../../../pwa/src/store/leaving";

const settle = async (store: Device["store"], sent: QueuedOp[], answered: ReturnType<typeof reply>, now = 2_000) =>
  store.settle({ reply: answered, asked: META, sent, now, skewMs: 0 });

describe("queueing", () => {
  test("ops queued at once get numbers without holes or doubles", async () => {
    const store = await freshStore();
    await Promise.all(Array.from({ length: 40 }, () => report(store)));
    const { outbox, meta } = await store.state();
    expect(outbox.map((one) => one.op.mid)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(meta.nextMid).toBe(41);
  });

  test("an op and its photos are kept together or not at all", async () => {
    const store = await freshStore();
    const one = photo();
    await report(store, [one]);
    await expect(report(store, [one])).rejects.toThrow();
    const { outbox, photos, meta } = await store.state();
    expect([outbox.length, photos.length, meta.nextMid]).toEqual([1, 1, 2]);
    await report(store);
    expect((await store.state()).outbox.map((queued) => queued.op.mid)).toEqual([1, 2]);
  });

  test("an op that cannot be stored uses up no number and leaves no photo", async () => {
    const store = await freshStore();
    const cannotBeStored = { id: "c1", text: (() => "a function") as unknown as string };
    await expect(queue(store, "request.comment", "request/r1", cannotBeStored, [photo()])).rejects.toThrow();
    const { outbox, photos, meta } = await store.state();
    expect([outbox, photos, meta.nextMid]).toEqual([[], [], 1]);
  });

  test("queueing an op forgets the draft it came from, in the same transaction", async () => {
    const store = await freshStore();
    await store.db.put("drafts", "half a report", "report");
    const make = (mid: number) => makeOp(mid, crypto.randomUUID(), "wo.accept", "wo/w1", 0, {}, [], 0);
    await store.enqueue(make, { draft: "report" });
    expect(await store.db.getAllKeys("drafts")).toEqual([]);
  });

  test("making an op that fails uses up no number", async () => {
    const store = await freshStore();
    await expect(
      store.enqueue(() => {
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect((await report(store)).mid).toBe(1);
  });
});

describe("settling", () => {
  test("answered ops go to the journal, refused ones also become letters, and the rest stays", async () => {
    const store = await freshStore();
    const ops = [await report(store), await report(store, [photo()]), await report(store)];
    const { outbox } = await store.state();
    const acks = [ackOf(ops[0]!), ackOf(ops[1]!, "rejected", "bad_location")];
    await settle(store, outbox.slice(0, 2), reply(acks));
    const after = await store.state();
    expect(after.outbox.map((one) => one.op.mid)).toEqual([3]);
    expect(after.journal.map((one) => one.op.mid)).toEqual([1, 2]);
    expect((await store.letters()).map((one) => [one.op.mid, one.ack.code])).toEqual([[2, "bad_location"]]);
    expect(after.photos.map((one) => one.state)).toEqual(["bad"]);
    expect([after.meta.ackedMid, after.meta.seenMid]).toEqual([2, 2]);
  });

  test("documents, cursors and acks are stored together: a crash in between leaves everything as it was", async () => {
    const store = await freshStore();
    const op = await report(store);
    const { outbox } = await store.state();
    const rows = [{ b: "ref", s: 1, k: "request", id: "r1", op: "put" as const, ver: 1, doc: { photos: [] } }];
    // A function cannot be stored in IndexedDB: the put of the second row fails after all else was written.
    const broken = [...rows, { ...rows[0]!, id: "r2", doc: { photos: [], oops: () => 1 } }];
    const before = [await store.state(), await store.docs(), await store.letters()];
    await expect(settle(store, outbox, reply([ackOf(op)], { pull: pullReply({ rows: broken, cursors: { ref: 1 } }) }))).rejects.toThrow();
    expect([await store.state(), await store.docs(), await store.letters()]).toEqual(before);
    await settle(store, outbox, reply([ackOf(op)], { pull: pullReply({ rows, cursors: { ref: 1 } }) }));
    expect((await store.state()).meta.cursors).toEqual({ ref: 1 });
  });

  test("a used reference is drawn again: same report, same photos, new number", async () => {
    const store = await freshStore();
    const op = await report(store, [photo()]);
    await report(store);
    const { outbox } = await store.state();
    await settle(store, outbox.slice(0, 1), reply([ackOf(op, "rejected", "reference_taken")]));
    const after = await store.state();
    expect(after.outbox.map((one) => one.op.mid)).toEqual([2, 3]);
    const drawn = after.outbox[1]!.op;
    expect([drawn.on, drawn.op_id === op.op_id, referenceOf(drawn) === referenceOf(op)]).toEqual([op.on, false, false]);
    expect(after.photos.map((one) => [one.mid, one.state])).toEqual([[3, "waiting"]]);
    expect([await store.letters(), after.meta.nextMid]).toEqual([[], 4]);
  });

  test("two tabs that settle the same reply draw the reference once and write one letter", async () => {
    const store = await freshStore();
    const ops = [await report(store), await report(store)];
    const { outbox } = await store.state();
    const answered = reply([ackOf(ops[0]!, "rejected", "reference_taken"), ackOf(ops[1]!, "rejected", "bad_value")]);
    await Promise.all([settle(store, outbox, answered), settle(store, outbox, answered)]);
    expect((await store.state()).outbox.map((one) => one.op.mid)).toEqual([3]);
    await store.discard(ops[1]!.op_id);
    await settle(store, outbox, answered);
    expect(await store.letters()).toEqual([]);
  });

  test("the journal is kept for fourteen days", async () => {
    const store = await freshStore();
    const day = 86_400_000;
    for (const at of [0, 10, 20]) {
      const op = await report(store);
      await settle(store, (await store.state()).outbox, reply([ackOf(op)], { server_time: new Date(at * day).toISOString() }));
    }
    expect((await store.state()).journal.map((one) => one.op.mid)).toEqual([2, 3]);
  });

  test("a clock set ten years ahead empties no journal", async () => {
    const store = await freshStore();
    const op = await report(store);
    await settle(store, (await store.state()).outbox, reply([ackOf(op)]));
    await settle(store, [], reply([]), 10 * 365 * 86_400_000);
    expect((await store.state()).journal).toHaveLength(1);
  });

  test("what was answered is shown until the documents have it", async () => {
    const store = await freshStore();
    const op = await report(store);
    const { outbox } = await store.state();
    await settle(store, outbox, reply([ackOf(op)], { pull: pullReply({ more: true }) }));
    expect((await store.state()).meta.seenMid).toBe(0);
    await settle(store, [], reply([]));
    expect((await store.state()).meta.seenMid).toBe(1);
  });
});

describe("photos", () => {
  const shows = (id: string, state: string) =>
    pullReply({ rows: [{ b: "ref", s: 1, k: "request", id: "r1", op: "put", ver: 1, doc: { photos: [{ id, state }] } }] });

  test("bytes leave the phone a day after the server has shown them stored, not before", async () => {
    const store = await freshStore();
    const one = photo();
    await report(store, [one]);
    await settle(store, [], reply([], { pull: shows(one.id, "stored") }), 5_000);
    await store.forgetStored(5_000 + 86_399_999);
    expect(await store.photoBytes(one.id)).not.toBeNull();
    await store.forgetStored(5_000 + 86_400_000);
    expect([await store.photoBytes(one.id), (await store.state()).photos]).toEqual([null, []]);
  });

  test("a photo the server calls bad is sent again, three times at most", async () => {
    const store = await freshStore();
    const one = photo();
    await report(store, [one]);
    for (const [uploads, state] of [[1, "waiting"], [2, "waiting"], [3, "bad"]] as const) {
      await store.patchPhoto(one.id, { state: "uploaded", uploads });
      await settle(store, [], reply([], { pull: shows(one.id, "bad") }));
      expect((await store.state()).photos[0]!.state).toBe(state);
    }
  });

  test("a discarded letter takes its photos along and no others", async () => {
    const store = await freshStore();
    const [mine, other] = [photo(), photo()];
    const op = await report(store, [mine]);
    await report(store, [other]);
    await settle(store, (await store.state()).outbox.slice(0, 1), reply([ackOf(op, "rejected", "bad_value")]));
    await store.discard(op.op_id);
    expect([await store.photoBytes(mine.id), (await store.state()).photos.map((one) => one.id)]).toEqual([null, [other.id]]);
  });
});

test("a comment is an op like any other", async () => {
  const store = await freshStore();
  const op = await queue(store, "request.comment", "request/r1", { id: "c1", text: "Hello" });
  expect([op.mid, op.base, op.v, op.at]).toEqual([1, 0, 1, "1970-01-01T00:00:01.000Z"]);
});

describe("what the city erased", () => {
  const erase = (id: string) => pullReply({ rows: [{ b: "device:d", s: 9, k: "request", id, op: "erase", ver: 3 }] });
  const idOf = (on: string) => on.slice("request/".length);

  /** A report with a photo, answered and shown, with a draft about it and a picture kept of somebody else's. */
  async function told() {
    const store = await freshStore();
    const own = photo();
    const op = await report(store, [own]);
    const id = idOf(op.on);
    const doc = { id, photos: [{ id: own.id, state: "stored" }, { id: "theirs", state: "stored" }] };
    const rows = [{ b: "device:d", s: 1, k: "request", id, op: "put" as const, ver: 1, doc }];
    await settle(store, (await store.state()).outbox, reply([ackOf(op)], { pull: pullReply({ rows }) }));
    for (const key of ["theirs/small", "theirs/large", "other/small"]) await store.db.put("cache", { key, bytes: new ArrayBuffer(1) });
    for (const key of [`comment:${id}`, "report"]) await store.db.put("drafts", "half a sentence", key);
    return { store, id, op, own };
  }

  test("leaves no document, picture, draft or word in the journal", async () => {
    const { store, id, op } = await told();
    await settle(store, [], reply([], { last_mid: 1, pull: erase(id) }));
    const { journal, photos } = await store.state();
    expect([await store.docs(), photos, await store.db.getAllKeys("bytes")]).toEqual([[], [], []]);
    expect([await store.db.getAllKeys("cache"), await store.db.getAllKeys("drafts")]).toEqual([["other/small"], ["report"]]);
    expect(journal.map((one) => [one.op.mid, one.op.kind])).toEqual([[op.mid, "noop"]]);
    expect(JSON.stringify(journal)).not.toContain(id);
  });

  test("takes the kept pictures along also when it just leaves, unless something else here shows them", async () => {
    const { store, id, own } = await told();
    const job = { b: "crew:c", s: 2, k: "wo", id: "w1", op: "put" as const, ver: 1, doc: { id: "w1", photos: [{ id: own.id, state: "stored" }] } };
    await store.db.put("cache", { key: `${own.id}/small`, bytes: new ArrayBuffer(1) });
    await settle(store, [], reply([], { last_mid: 1, pull: pullReply({ rows: [job] }) }));
    const leave = { b: "device:d", s: 9, k: "request", id, op: "leave" as const, ver: 3 };
    await settle(store, [], reply([], { last_mid: 1, pull: pullReply({ rows: [leave] }) }));
    expect((await store.db.getAllKeys("cache")).sort()).toEqual([`${own.id}/small`, "other/small"].sort());
  });

  test("takes along what the desk has not decided on, with its photos", async () => {
    const { store, id, op } = await told();
    const one = photo();
    await queue(store, "request.comment", op.on, { id: "c1", text: "Held", photos: [promiseOf(one)] }, [one]);
    const { outbox } = await store.state();
    await settle(store, outbox, reply([ackOf(outbox[0]!.op, "held", "right_lost")], { last_mid: 2 }));
    await settle(store, [], reply([], { last_mid: 2, pull: erase(id) }));
    expect([await store.letters(), await store.photoBytes(one.id)]).toEqual([[], null]);
  });

  test("is not sent again to a server that was put back to a copy from before", async () => {
    const { store, id } = await told();
    await settle(store, [], reply([], { last_mid: 1, pull: erase(id) }));
    await store.settle({ reply: reply([], { last_mid: 0 }), asked: (await store.state()).meta, sent: [], now: 3_000, skewMs: 0 });
    expect((await store.state()).outbox.map(({ op }) => op.kind)).toEqual(["noop"]);
  });

  test("keeps what was written about it and not answered, with its photos, until the answer comes", async () => {
    const { store, id, op } = await told();
    const [late, more] = [photo(), await queue(store, "request.comment", op.on, { id: "c1", text: "More" })];
    await queue(store, "request.comment", op.on, { id: "c2", text: "With a photo" }, [late]);
    await settle(store, [], reply([], { last_mid: 1, pull: erase(id) }));
    expect((await store.state()).outbox.map((one) => one.op.mid)).toEqual([more.mid, more.mid + 1]);
    expect(await store.db.getAllKeys("bytes")).toEqual([late.id]);
    const { outbox } = await store.state();
    await settle(store, outbox, reply(outbox.map((one) => ackOf(one.op, "rejected", "erased"))));
    expect((await store.letters()).map(({ ack }) => ack.code)).toEqual(["erased", "erased"]);
  });
});

test("who signs out leaves unsent work on the phone, and nothing of the city", async () => {
  const store = await freshStore();
  const rows = [{ b: "crew:1", s: 1, k: "wo", id: "w1", op: "put" as const, ver: 1, doc: { photos: [] } }];
  await settle(store, [], reply([], { pull: pullReply({ rows, cursors: { "crew:1": 1 } }) }));
  await store.db.put("cache", { key: "p/small", bytes: new ArrayBuffer(1) });
  const one = photo();
  const op = await report(store, [one]);
  expect(await leaveBehind(store.db)).toBe(true);
  const { meta, outbox, photos } = await store.state();
  expect([await store.docs(), await store.db.count("cache"), meta.cursors]).toEqual([[], 0, {}]);
  expect([outbox[0]?.op.op_id, photos[0]?.id, meta.nextMid]).toEqual([op.op_id, one.id, 2]);
  expect(await store.photoBytes(one.id)).not.toBeNull();
});
