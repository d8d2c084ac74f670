import { promiseOf } from "@sync/client/op";
import { ackOf, answer, freshDevice, HTML, photo, problem, queue, report, type Device } from "./device";

const mids = (device: Device) => device.server.exchanges.map((one) => one.ops.map((op) => op.mid));
const outbox = async (device: Device) => (await device.store.state()).outbox.map((one) => one.op.mid);
const photoStates = async (device: Device) => (await device.store.state()).photos.map((one) => one.state);

describe("sending ops", () => {
  test("what was queued goes out in order and becomes a journal", async () => {
    const device = await freshDevice();
    for (let i = 0; i < 3; i++) await report(device.store);
    await device.go();
    expect(mids(device)).toEqual([[1, 2, 3]]);
    const { outbox, journal, meta } = await device.store.state();
    expect([outbox.length, journal.length, meta.ackedMid, meta.seenMid]).toEqual([0, 3, 3, 3]);
  });

  test("more than fifty ops go in batches", async () => {
    const device = await freshDevice();
    for (let i = 0; i < 120; i++) await report(device.store);
    await device.go();
    expect(mids(device).map((batch) => batch.length)).toEqual([50, 50, 20]);
    expect(await outbox(device)).toEqual([]);
  });

  test.each(["lost request", "lost reply"] as const)("after a %s the same batch goes again and has one effect", async (fault) => {
    const device = await freshDevice();
    device.server.faults = [fault];
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.activity?.reason, device.armed]).toEqual([[1], "unreachable", true]);
    await device.wait(60_000);
    expect(mids(device).slice(0, 2)).toEqual([[1], [1]]);
    expect(device.server.exchanges[0]!.ops).toEqual(device.server.exchanges[1]!.ops);
    expect([await outbox(device), device.server.answers.size, device.activity?.reason]).toEqual([[], 1, null]);
  });

  test("a captive portal's page is no reply", async () => {
    const device = await freshDevice();
    device.server.faults = [answer(200, HTML), answer(200, { welcome: "hotel" }), answer(401, HTML), answer(403, HTML)];
    await report(device.store);
    await device.go();
    for (let i = 0; i < 4; i++) {
      expect([await outbox(device), device.activity?.pace.blocker, device.activity?.reason]).toEqual([[1], null, "unreachable"]);
      await device.wait(60_000);
      if (device.server.faults.length === 0) break;
    }
    await device.wait(600_000);
    expect(await outbox(device)).toEqual([]);
  });

  test("a reply that answers nothing is no reason to try without end", async () => {
    const device = await freshDevice();
    device.server.faults = Array(3).fill(answer(200, { proto: 1, acks: [], last_mid: 0, server_time: new Date(0).toISOString() }));
    await report(device.store);
    await device.go();
    expect([device.server.exchanges.length, device.activity?.reason]).toEqual([1, "server_error"]);
    await device.wait(600_000);
    expect(await outbox(device)).toEqual([]);
  });

  test("a busy server is left alone for as long as it asks", async () => {
    const device = await freshDevice();
    device.server.faults = [problem(503, "busy", {}, { "retry-after": "20" })];
    await report(device.store);
    await device.go();
    await device.wait(19_000);
    expect(device.server.exchanges.length).toBe(1);
    await device.wait(1_000);
    expect(await outbox(device)).toEqual([]);
  });

  test("years without a network lose nothing and never stop trying", async () => {
    const device = await freshDevice();
    device.server.offline = true;
    await report(device.store);
    await device.go();
    await device.wait(86_400_000);
    const tries = device.server.requests.length;
    expect(tries).toBeGreaterThan(86_400 / 301);
    expect(tries).toBeLessThan(2_000);
    device.server.offline = false;
    await device.wait(301_000);
    expect(await outbox(device)).toEqual([]);
  });
});

describe("refusals of a whole batch", () => {
  test("an ended sign-in is said, keeps everything, and a person's try goes on", async () => {
    const device = await freshDevice();
    device.server.faults = [problem(401, "sign_in_required")];
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.activity?.pace.blocker]).toEqual([[1], "sign_in_required"]);
    await device.wait(86_400_000);
    expect(device.server.exchanges.length).toBe(1);
    await device.go(true);
    expect([await outbox(device), device.activity?.pace.blocker]).toEqual([[], null]);
  });

  test("a batch that is too big is halved until it fits", async () => {
    const device = await freshDevice();
    device.server.faults = [problem(413, "too_big"), problem(413, "too_big")];
    for (let i = 0; i < 8; i++) await report(device.store);
    await device.go();
    expect(mids(device).map((batch) => batch.length)).toEqual([8, 4, 2, 6]);
    expect(await outbox(device)).toEqual([]);
  });

  test("a proxy that lets only small batches through gets small batches", async () => {
    const device = await freshDevice();
    for (let i = 0; i < 5; i++) await report(device.store);
    device.server.faults = [answer(413, HTML), answer(413, HTML)];
    await device.go();
    expect(device.server.exchanges.map(({ ops }) => ops.length)).toEqual([5, 2, 1, 4]);
    expect((await device.store.state()).outbox).toEqual([]);
  });

  test("a pause longer than an hour is looked at after an hour", async () => {
    const device = await freshDevice();
    await report(device.store);
    device.server.faults = [problem(503, "busy", {}, { "retry-after": "86400" })];
    await device.go();
    await device.wait(3_599_000);
    expect(device.server.exchanges).toHaveLength(1);
    await device.wait(2_000);
    expect(device.server.exchanges).toHaveLength(2);
  });

  test.each(["too_big", "malformed"])("the one op that is %s becomes a letter with its photos, and the rest goes on", async (code) => {
    const device = await freshDevice();
    const ops = [await report(device.store), await report(device.store, [photo()]), await report(device.store)];
    const refuses = (body: string) => body.includes(ops[1]!.op_id) && problem(code === "too_big" ? 413 : 400, code);
    device.server.refuses = refuses;
    await device.go();
    await device.wait(60_000);
    const [letter] = await device.store.letters();
    expect([letter?.op.op_id, letter?.ack.code, letter?.op.args]).toEqual([ops[1]!.op_id, code, ops[1]!.args]);
    expect([await outbox(device), device.server.lastMid, device.activity?.pace.blocker]).toEqual([[], 3, null]);
    expect([...device.server.answers.values()].length).toBe(3);
    const quarantined = device.server.requests.filter((line) => line.includes("quarantine"));
    expect(quarantined.length).toBe(code === "malformed" ? 1 : 0);
    await device.store.discard(ops[1]!.op_id);
    expect((await device.store.state()).photos).toEqual([]);
  });

  test("what waits behind a report that can never be taken becomes a letter with it", async () => {
    const device = await freshDevice();
    const { on, op_id } = await report(device.store);
    await queue(device.store, "request.comment", on, { id: "c1", text: "Hello" });
    await report(device.store);
    device.server.refuses = (body) => body.includes(op_id) && problem(413, "too_big");
    await device.go();
    await device.wait(60_000);
    const letters = (await device.store.letters()).map(({ op, ack }) => [op.kind, ack.code]);
    expect(letters.sort()).toEqual([["request.comment", "depends_on_rejected"], ["request.report", "too_big"]]);
    expect([await outbox(device), device.server.lastMid]).toEqual([[], 3]);
  });

  test("a proxy that lets nothing big through costs no op: it waits", async () => {
    const device = await freshDevice();
    device.server.faults = [answer(413, HTML), answer(413, HTML)];
    await report(device.store);
    await report(device.store);
    await device.go();
    expect([mids(device), await outbox(device), device.activity?.reason]).toEqual([[[1, 2], [1]], [1, 2], "unreachable"]);
    await device.wait(60_000);
    expect([await outbox(device), await device.store.letters()]).toEqual([[], []]);
  });

  test("who was let in without a page looks again when the server says", async () => {
    const device = await freshDevice();
    const time = new Date(0).toISOString();
    device.server.faults = [answer(200, { proto: 1, acks: [], last_mid: 0, server_time: time, pull: null, retry_after_ms: 5_000 })];
    await device.go();
    await device.wait(4_999);
    expect(device.server.exchanges.length).toBe(1);
    await device.wait(1);
    expect(device.server.exchanges.length).toBe(2);
  });

  test("an unknown op waits for a newer server, and asks hourly", async () => {
    const device = await freshDevice();
    device.pollMs = 900_000;
    const time = new Date(0).toISOString();
    const body = { proto: 1, acks: [], last_mid: 0, server_time: time, blocked: { mid: 1, code: "newer_than_server" } };
    device.server.refuses = (sent) => sent.includes('"kind"') && answer(200, body);
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.activity?.pace.blocker]).toEqual([[1], "blocked_by_server"]);
    await device.wait(3_600_000);
    expect([mids(device).filter((batch) => batch.length > 0), device.activity?.pace.blocker]).toEqual([[[1], [1]], "blocked_by_server"]);
    device.server.refuses = () => false;
    await device.wait(3_600_000);
    expect([await outbox(device), device.activity?.pace.blocker]).toEqual([[], null]);
  });

  test("an app that is too old to read goes on sending, says so, and looks again hourly", async () => {
    const device = await freshDevice();
    device.server.upgrade = { min_schema: 99 };
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.activity?.outdatedAt, device.activity?.pace.blocker]).toEqual([[], device.now, null]);
    device.engine.poke();
    await device.wait(3_599_999);
    expect(device.server.exchanges.length).toBe(1);
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.server.exchanges.length]).toEqual([[], 2]);
    device.server.upgrade = null;
    await device.wait(3_600_000);
    expect([device.server.exchanges.length, device.activity?.outdatedAt]).toEqual([3, null]);
  });

  test("a poke that comes while an exchange is on its way asks once more: its page may be from before", async () => {
    const device = await freshDevice();
    device.server.refuses = () => {
      if (device.server.exchanges.length === 1) device.engine.poke();
      return false;
    };
    await device.go();
    expect(device.server.exchanges.length).toBe(2);
  });

  const lost = (wipe: string) => problem(403, "device_revoked", { wipe });
  const isEmpty = async ({ store }: Device) =>
    (await Promise.all(Array.from(store.db.objectStoreNames).map((name) => store.db.count(name)))).every((count) => count === 0);

  test("a lost phone hands over its ops and photos, and then deletes everything", async () => {
    const device = await freshDevice();
    const one = photo();
    const op = await report(device.store, [one]);
    device.server.refuses = (body) => !body.includes('"mid":') && lost("after_push");
    await device.go();
    expect([[...device.server.answers.keys()], device.server.whole()]).toEqual([[op.op_id], [one.id]]);
    expect([await isEmpty(device), device.activity?.wiped, device.armed]).toEqual([true, true, false]);
  });

  test("a lost phone that cannot send its photo yet keeps it, and tries again", async () => {
    const device = await freshDevice();
    await report(device.store, [photo(), photo()]);
    device.server.refuses = (body) => !body.includes('"mid":') && lost("after_push");
    device.server.cutAt = 10;
    await device.go(true);
    expect([await isEmpty(device), device.activity?.wiped, device.armed]).toEqual([false, false, true]);
    await device.wait(10 * 60_000);
    expect([device.server.whole().length, await isEmpty(device)]).toEqual([2, true]);
  });

  test("a phone that is to be emptied at once does not send first", async () => {
    const device = await freshDevice();
    await report(device.store, [photo()]);
    device.server.faults = [lost("now")];
    await device.go();
    expect([device.server.answers.size, await isEmpty(device), device.activity?.wiped]).toEqual([0, true, true]);
  });

  test("a lost phone whose ops are not taken keeps them, says so, and asks again", async () => {
    const device = await freshDevice();
    await report(device.store);
    device.server.faults = [lost("after_push")];
    await device.go();
    expect([await outbox(device), device.activity?.pace.blocker, device.armed]).toEqual([[1], "device_revoked", true]);
  });

  test("an envelope that the server does not speak holds everything back and loses nothing", async () => {
    const device = await freshDevice();
    device.server.faults = [problem(400, "unknown_proto", { proto: 2 })];
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.activity?.pace.blocker]).toEqual([[1], "unknown_proto"]);
    await device.wait(3_600_000);
    expect(await outbox(device)).toEqual([]);
  });

  test.each(["blocked_by_server", "gap", "not_allowed"] as const)("while %s holds the ops back, news comes all the same", async (code) => {
    const device = await freshDevice();
    const time = new Date(0).toISOString();
    const stays = { proto: 1, acks: [], last_mid: 0, server_time: time, blocked: { mid: 1, code: "newer_than_server" } };
    const says = { blocked_by_server: answer(200, stays), gap: problem(409, "gap", { expected: 99 }), not_allowed: problem(403, code) }[code];
    device.server.refuses = (sent) => sent.includes('"kind"') && says;
    await report(device.store);
    await device.go();
    const rows = [{ b: "ref", s: 1, k: "service", id: "s1", op: "put" as const, ver: 1, doc: {} }];
    device.server.pulls = [{ rows, cursors: { ref: 1 } }];
    await device.wait(20_000);
    expect([mids(device).at(-1), (await device.store.docs()).map((doc) => doc.id)]).toEqual([[], ["s1"]]);
    expect([await outbox(device), device.activity?.pace.blocker, device.armed]).toEqual([[1], code, true]);
  });

  test("a look for news that is refused too puts off nothing", async () => {
    const device = await freshDevice();
    device.pollMs = 900_000;
    device.server.refuses = () => problem(403, "not_allowed");
    await report(device.store);
    await device.go();
    await device.wait(3_599_000);
    expect(mids(device).filter((batch) => batch.length > 0)).toEqual([[1]]);
    await device.wait(2_000);
    expect(mids(device).filter((batch) => batch.length > 0)).toEqual([[1], [1]]);
  });

  test("a server restored from a backup is told again what it forgot", async () => {
    const device = await freshDevice();
    for (let i = 0; i < 4; i++) await report(device.store);
    await device.go();
    const told = [...device.server.answers.keys()];
    device.server.lastMid = 2;
    for (const op of told.slice(2)) device.server.answers.delete(op);
    await report(device.store);
    await device.go();
    expect(mids(device)).toEqual([[1, 2, 3, 4], [5], [3, 4, 5]]);
    expect([await outbox(device), (await device.store.state()).journal.length, device.server.answers.size]).toEqual([[], 5, 5]);
  });

  test("a gap that the journal cannot fill is a blocker one can see", async () => {
    const device = await freshDevice();
    device.server.faults = [problem(409, "gap", { expected: 99 })];
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.activity?.pace.blocker, device.armed]).toEqual([[1], "gap", true]);
  });

  test("a page that cannot load what mends a gap asks ever more seldom", async () => {
    const device = await freshDevice();
    vi.spyOn(device.store, "reopen").mockRejectedValue(new TypeError("Failed to fetch dynamically imported module"));
    const told = vi.spyOn(console, "error").mockReturnValue(undefined);
    device.server.refuses = () => problem(409, "gap", { expected: 1 });
    await report(device.store);
    await device.go();
    await device.wait(60_000);
    expect([device.server.exchanges.length < 10, device.activity?.reason]).toEqual([true, "server_error"]);
    told.mockRestore();
  });

  test.each(["device_revoked", "not_allowed"])("%s keeps everything and is seen", async (code) => {
    const device = await freshDevice();
    device.server.faults = [problem(409, code)];
    await report(device.store);
    await device.go();
    expect([await outbox(device), device.activity?.pace.blocker]).toEqual([[1], code]);
  });
});

describe("sending photos", () => {
  test("a photo goes after its op was answered, whole", async () => {
    const device = await freshDevice();
    const one = photo(5_000);
    await report(device.store, [one]);
    await device.go();
    expect(device.server.requests.slice(0, 3)).toEqual(["POST /sync/v1/exchange", "POST /files", "PATCH /files/1"]);
    expect([device.server.whole(), await photoStates(device)]).toEqual([[one.id], ["uploaded"]]);
  });

  test("after a cut the server's offset counts", async () => {
    const device = await freshDevice();
    device.server.cutAt = 1_234;
    const one = photo(5_000);
    await report(device.store, [one]);
    await device.go();
    expect([device.server.whole(), await photoStates(device)]).toEqual([[], ["waiting"]]);
    await device.wait(60_000);
    expect(device.server.whole()).toEqual([one.id]);
    expect(device.server.requests.filter((line) => line.includes("/files"))).toEqual([
      "POST /files",
      "PATCH /files/1",
      "HEAD /files/1",
      "PATCH /files/1",
    ]);
  });

  test("the photo of a refused op is never sent", async () => {
    const device = await freshDevice();
    device.server.outcome = (op) => ackOf(op, "rejected", "bad_location");
    await report(device.store, [photo()]);
    await device.go();
    await device.wait(600_000);
    expect(device.server.requests.filter((line) => line.includes("/files"))).toEqual([]);
    expect(await photoStates(device)).toEqual(["bad"]);
  });

  test("the photo of a report that had to draw its reference again is sent with the second", async () => {
    const device = await freshDevice();
    device.server.outcome = (op) => (op.mid === 1 ? ackOf(op, "rejected", "reference_taken") : ackOf(op));
    const one = photo();
    await report(device.store, [one]);
    await device.go();
    expect([mids(device).slice(0, 2), device.server.whole(), await photoStates(device)]).toEqual([[[1], [2]], [one.id], ["uploaded"]]);
  });

  test("what was written behind a report that drew its reference again goes behind it", async () => {
    const device = await freshDevice();
    const { on, op_id } = await report(device.store);
    const promised = photo();
    const said = { id: "c1", text: "Hello", photos: [promiseOf(promised)] };
    await queue(device.store, "request.comment", on, said, [promised]);
    device.server.outcome = (op) => {
      if (op.op_id === op_id) return ackOf(op, "rejected", "reference_taken");
      return op.mid === 2 ? ackOf(op, "rejected", "depends_on_rejected") : ackOf(op);
    };
    await device.go();
    expect([mids(device)[1], await device.store.letters()]).toEqual([[3, 4], []]);
    const { journal } = await device.store.state();
    expect(journal.filter(({ ack }) => ack.outcome === "applied").map(({ op }) => [op.kind, op.on])).toEqual([
      ["request.report", on],
      ["request.comment", on],
    ]);
    expect(device.server.whole()).toEqual([promised.id]);
  });

  test("a photo that never gets through does not hold up the others", async () => {
    const device = await freshDevice();
    const all = [photo(), photo(), photo()];
    for (const one of all) await report(device.store, [one]);
    const first = (await device.store.state()).photos[0]!.id;
    device.server.refuseUploadsOf = first;
    await device.go();
    await device.wait(120_000);
    expect(device.server.whole().sort()).toEqual(all.map((one) => one.id).filter((id) => id !== first).sort());
  });

  test("an upload the server forgot is begun anew", async () => {
    const device = await freshDevice();
    device.server.cutAt = 10;
    await report(device.store, [photo()]);
    await device.go();
    device.server.uploads.clear();
    await device.wait(60_000);
    expect(await photoStates(device)).toEqual(["uploaded"]);
  });
});

test("whatever the network does, the outbox drains once it works again", async () => {
  const kinds = ["lost request", "lost reply", problem(503, "busy"), answer(200, HTML), problem(500, "internal_error"), null] as const;
  for (let seed = 0; seed < 8; seed++) {
    const device = await freshDevice();
    device.server.faults = Array.from({ length: 12 }, (_, i) => kinds[(seed * 7 + i * i + i) % kinds.length]!);
    for (let i = 0; i < 5; i++) {
      await report(device.store);
      await device.go(i % 2 === 0);
      await device.wait(3_000);
      const { outbox } = await device.store.state();
      expect(outbox.length === 0 || device.armed || device.activity?.pace.blocker !== null).toBe(true);
    }
    await device.wait(1_200_000);
    expect([await outbox(device), device.server.answers.size, device.server.lastMid]).toEqual([[], 5, 5]);
  }
}, 30_000);

test("after a broken disk the engine comes back", async () => {
  const device = await freshDevice();
  await report(device.store);
  const whole = device.store.settle.bind(device.store);
  const complain = vi.spyOn(console, "error").mockReturnValue();
  device.store.settle = () => Promise.reject(new DOMException("broken", "UnknownError"));
  await device.go();
  expect([await outbox(device), device.armed, complain.mock.calls.length]).toEqual([[1], true, 1]);
  device.store.settle = whole;
  await device.wait(60_000);
  expect(await outbox(device)).toEqual([]);
  complain.mockRestore();
});
