// What the phone does when the other side has lost something: a server put back from a backup, numbers that are gone.
import { doubt } from "@sync/client/check";
import { mark } from "@sync/protocol/check";
import { ackOf, freshDevice, META, photo, problem, report, type Device } from "./device";

const sent = (device: Device) =>
  device.server.exchanges.map((one) => one.ops.map((op) => [op.mid, op.kind])).filter((batch) => batch.length > 0);
const facts = async (device: Device) => {
  const { outbox, journal, photos, meta } = await device.store.state();
  return { outbox: outbox.length, journal: journal.length, photos: photos.map((one) => one.state), acked: meta.ackedMid };
};

describe("a server put back from a backup", () => {
  test("is told again by itself what it forgot, with nobody acting", async () => {
    const device = await freshDevice();
    for (let i = 0; i < 4; i++) await report(device.store);
    await device.go();
    const told = [...device.server.answers.keys()];
    device.server.restore(2);
    await device.wait(16_000);
    expect([...device.server.answers.keys()]).toEqual(told);
    expect(await facts(device)).toEqual({ outbox: 0, journal: 4, photos: [], acked: 4 });
  });

  test("an op whose refusal was told stays refused: a noop takes its number", async () => {
    const device = await freshDevice();
    device.server.outcome = (op) => (op.mid === 2 ? ackOf(op, "rejected", "service_retired") : ackOf(op));
    for (let i = 0; i < 3; i++) await report(device.store);
    await device.go();
    device.server.outcome = (op) => ackOf(op);
    device.server.restore(1);
    await device.wait(16_000);
    expect(sent(device).at(-1)).toEqual([[2, "noop"], [3, "request.report"]]);
    expect((await device.store.letters()).map((one) => one.ack.code)).toEqual(["service_retired"]);
    expect(await facts(device)).toMatchObject({ outbox: 0, acked: 3 });
  });

  test("a photo goes again while the phone has its bytes", async () => {
    const device = await freshDevice();
    const one = photo(500);
    await report(device.store, [one]);
    await device.go();
    expect([device.server.whole(), (await facts(device)).photos]).toEqual([[one.id], ["uploaded"]]);
    device.server.restore(1);
    await device.wait(16_000);
    expect([device.server.whole(), (await facts(device)).photos]).toEqual([[one.id], ["uploaded"]]);
  });

  test("a photo that the restored server still has is not sent again", async () => {
    const device = await freshDevice();
    const one = photo(500);
    const op = await report(device.store, [one]);
    await device.go();
    const row = { b: "device:1", s: 1, k: "request", id: op.on.slice(8), op: "put" as const, ver: 2 };
    device.server.restore(1);
    device.server.pull = { epoch: "two", rows: [{ ...row, doc: { photos: [{ id: one.id, state: "stored" }] } }] };
    await device.wait(16_000);
    expect([device.server.whole(), (await facts(device)).photos]).toEqual([[], ["stored"]]);
  });

  test("an answer from before, to a question from before, reopens nothing", async () => {
    const device = await freshDevice();
    await report(device.store);
    const asked = (await device.store.state()).meta;
    await device.go();
    const reply = { proto: 1, server_time: new Date(0).toISOString(), last_mid: 0, acks: [], pull: null, blocked: null };
    await device.store.settle({ reply, asked, sent: [], now: 5, skewMs: 0 });
    expect(await facts(device)).toMatchObject({ outbox: 0, journal: 1, acked: 1 });
  });
});

describe("a hole", () => {
  test("that neither journal nor outbox can fill is filled with noops and said to the server", async () => {
    const device = await freshDevice();
    for (let i = 0; i < 5; i++) await report(device.store);
    await device.go();
    for (const mid of [2, 3, 4]) await device.store.db.delete("journal", mid);
    device.server.restore(1);
    await device.wait(60_000);
    expect(sent(device).at(-1)).toEqual([[2, "noop"], [3, "noop"], [4, "noop"], [5, "request.report"]]);
    expect([device.server.lastMid, device.activity?.pace.blocker]).toEqual([5, null]);
  });

  test("of many numbers is filled in steps", async () => {
    const device = await freshDevice();
    const meta = (await device.store.state()).meta;
    await device.store.db.put("meta", { ...meta, nextMid: 521, ackedMid: 520 }, "me");
    await report(device.store);
    await device.go();
    await device.wait(60_000);
    expect([device.server.lastMid, await facts(device)]).toMatchObject([521, { outbox: 0 }]);
  });

  test("named twice in a row is no reason to try without end", async () => {
    const device = await freshDevice();
    device.server.faults = Array(9).fill(problem(409, "gap", { expected: 1 }));
    await report(device.store);
    await device.go();
    expect([device.server.exchanges.length, device.activity?.reason, device.armed]).toEqual([2, "server_error", true]);
    await device.wait(1_200_000);
    expect(await facts(device)).toMatchObject({ outbox: 0, journal: 1 });
  });
});

describe("a number that was used for something else", () => {
  const forked = async () => {
    const device = await freshDevice();
    device.server.outcome = (op) => (op.mid === 2 ? ackOf(op, "rejected", "service_retired") : ackOf(op));
    const photos = [photo(100), photo(200), photo(300)];
    device.server.cutAt = 1;
    for (const one of photos.slice(0, 2)) await report(device.store, [one]);
    await device.go();
    device.server.outcome = (op) => ackOf(op);
    const before = (await device.store.state()).meta;
    await report(device.store, [photos[2]!]);
    device.server.faults = [problem(409, "device_fork", { mid: 3 })];
    return { device, photos, before };
  };

  test("makes a new device of the same person: ops keep their ids and go out from 1", async () => {
    const { device, before } = await forked();
    const ids = (await device.store.state()).outbox.map((one) => one.op.op_id);
    await device.go(true);
    const last = device.server.exchanges.find((one) => one.former)!;
    const { meta, outbox, journal } = await device.store.state();
    expect(last.former).toEqual({ device: before.device, secret: before.secret });
    expect([meta.device === before.device, meta.secret === before.secret, last.device]).toEqual([false, false, meta.device]);
    expect([last.ops.map((op) => op.mid), last.ops.at(-1)!.op_id]).toEqual([[1, 2], ids[0]]);
    expect([outbox.length, journal.map((one) => one.op.mid), meta.nextMid, meta.former]).toEqual([0, [1, 2], 3, null]);
    expect([device.activity?.pace.blocker, device.server.answers.size]).toEqual([null, 3]);
  });

  test("costs no photo, and the letter keeps its own", async () => {
    const { device, photos } = await forked();
    await device.go(true);
    await device.wait(60_000);
    expect(device.server.whole().sort()).toEqual([photos[0]!.id, photos[2]!.id].sort());
    const [letter] = await device.store.letters();
    await device.store.discard(letter!.op.op_id);
    expect((await device.store.state()).photos.map((one) => one.id).sort()).toEqual([photos[0]!.id, photos[2]!.id].sort());
  });

  test("twice in a row is said and not tried without end", async () => {
    const device = await freshDevice();
    device.server.faults = Array(9).fill(problem(409, "device_fork"));
    await report(device.store);
    await device.go();
    expect([device.server.exchanges.length, device.activity?.pace.blocker, device.armed]).toEqual([2, "device_fork", true]);
    expect((await facts(device)).outbox).toBe(1);
  });

  test("an answer to the former device settles nothing of the new one", async () => {
    const device = await freshDevice();
    const op = await report(device.store);
    const { meta: asked, outbox: sentThen } = await device.store.state();
    await device.store.fork();
    const reply = { proto: 1, server_time: new Date(0).toISOString(), last_mid: 9, acks: [ackOf({ ...op, mid: 9 })], pull: null, blocked: null };
    await device.store.settle({ reply, asked, sent: sentThen, now: 5, skewMs: 0 });
    expect(await facts(device)).toMatchObject({ outbox: 1, acked: 0 });
  });
});

describe("a bucket that holds something else here than there", () => {
  const put = (id: string, ver: number) => ({ b: "ref", s: ver, k: "crew", id, op: "put" as const, ver, doc: { id, ver } });
  const check = { ref: { n: 1, sum: mark("crew", "c1", 2) } };
  const asked = (device: Device) => device.server.exchanges.map((one) => one.pull?.reset);

  test("is asked for anew at once, and mended in one step", async () => {
    const device = await freshDevice();
    device.server.pulls = [{ rows: [put("c1", 1), put("c2", 1)], check }, { reset: ["ref"], rows: [put("c1", 2)], check }];
    await device.go();
    expect(asked(device)).toEqual([[], ["ref"]]);
    expect((await device.store.docs()).map((doc) => [doc.id, doc.ver])).toEqual([["c1", 2]]);
    expect((await device.store.state()).meta.doubts).toEqual({});
  });

  test("and still does after that is asked for once and not without end", async () => {
    const device = await freshDevice();
    device.server.pull = { rows: [put("c1", 1)], check };
    await device.go();
    await device.wait(60_000);
    expect([asked(device).length > 3, asked(device).filter((one) => one?.length)]).toEqual([true, [["ref"]]]);
  });

  test("is doubted again after a day", () => {
    const day = 86_400_000;
    expect(doubt({ ...META, doubts: { ref: 5 } }, ["ref"], day + 4)).toEqual({ doubts: { ref: 5 }, anew: [] });
    expect(doubt({ ...META, doubts: { ref: 5 } }, ["ref"], day + 5)).toEqual({ doubts: { ref: day + 5 }, anew: ["ref"] });
  });
});
