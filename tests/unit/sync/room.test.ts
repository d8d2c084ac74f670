import { isOver, nextToGiveUp, withoutGivenUp } from "@sync/client/room";
import type { QueuedOp } from "@sync/client/ports";
import type { PlacePack } from "@sync/protocol/messages";
import { openPlaces, PLACES } from "../../../pwa/src/store/database";
import { giveUp } from "../../../pwa/src/store/give-up";
import { ackOf, Device, META, photo, pullReply, queue, reply, report, Server } from "./device";
import { smallStore } from "./small-disk";

type Small = Awaited<ReturnType<typeof smallStore>>;

const DAY_MS = 86_400_000;
const KB = 1_000;

const settle = (store: Small["store"], sent: QueuedOp[], answered: ReturnType<typeof reply>, now = 2_000) =>
  store.settle({ reply: answered, asked: META, sent, now, skewMs: 0 });

const row = (b: string, id: string, size = 1 * KB) =>
  ({ b, s: 1, k: "request", id, op: "put" as const, ver: 1, doc: { id, description: "x".repeat(size), photos: [] } });

const kept = async ({ store }: Small) => ({
  pictures: (await store.db.getAllKeys("cache")).length,
  journal: (await store.state()).journal.length,
  documents: (await store.docs()).map(({ id }) => id).sort(),
});

/** A phone with some of everything: pictures, an old answered op, a district's documents and its own. */
async function furnished(): Promise<Small> {
  const small = await smallStore();
  const { store } = small;
  const op = await report(store);
  const rows = [row("district:1", "d1"), row("district:1", "d2"), row("crew:1", "c1")];
  const pull = pullReply({ rows, cursors: { "district:1": 1, "crew:1": 1 } });
  await settle(store, (await store.state()).outbox, reply([ackOf(op)], { pull }));
  for (const id of ["p1", "p2"]) await store.db.put("cache", { key: id, bytes: new ArrayBuffer(1 * KB) });
  return small;
}

describe("what goes first when the phone is full", () => {
  test("places to be found, then pictures, then old answers, then what can be had again, then nothing", () => {
    expect(nextToGiveUp({ pack: 1, pictures: 1, journal: 1, documents: 1 })).toBe("pack");
    expect(nextToGiveUp({ pack: 0, pictures: 1, journal: 1, documents: 1 })).toBe("pictures");
    expect(nextToGiveUp({ pack: 0, pictures: 0, journal: 1, documents: 1 })).toBe("journal");
    expect(nextToGiveUp({ pack: 0, pictures: 0, journal: 0, documents: 1 })).toBe("documents");
    expect(nextToGiveUp({ pack: 0, pictures: 0, journal: 0, documents: 0 })).toBeNull();
  });

  test("it is over after a day, or when the clock that said so was wrong", () => {
    const full = { at: 10 * DAY_MS, buckets: [] };
    expect([isOver(full, 10.5 * DAY_MS), isOver(full, 11 * DAY_MS), isOver(full, DAY_MS)]).toEqual([false, true, true]);
  });

  test("a page brings a bucket that was given up nothing new, but still changes and leavings", () => {
    const rows = [row("district:1", "new"), row("district:1", "here"), row("crew:1", "c1"), { ...row("district:1", "gone"), op: "leave" as const }];
    const pull = pullReply({ rows, check: { "district:1": { n: 9, sum: 9 }, "crew:1": { n: 1, sum: 1 } } });
    const left = withoutGivenUp(pull, { at: 0, buckets: ["district:1"] }, (_, id) => id === "here");
    expect([left.rows.map(({ id }) => id), Object.keys(left.check ?? {})]).toEqual([["here", "c1", "gone"], ["crew:1"]]);
  });
});

describe("a full phone", () => {
  test("keeps a new photo at the cost of pictures alone where that is enough", async () => {
    const small = await furnished();
    small.disk.bytes = small.disk.used + 1 * KB;
    await report(small.store, [photo(1_500)]);
    expect(await kept(small)).toEqual({ pictures: 0, journal: 1, documents: ["c1", "d1", "d2"] });
    expect((await small.store.state()).meta.full?.buckets).toEqual([]);
  });

  test("gives up the places it carries before anything else, and a crew's phone never", async () => {
    const keep = async () => {
      const places = await openPlaces();
      await places.put("pack", { etag: "", pack: {} as PlacePack, asked: null }, "now");
      places.close();
    };
    const carries = async () => (await indexedDB.databases()).some(({ name }) => name === PLACES);
    const resident = await furnished();
    await keep();
    resident.disk.bytes = resident.disk.used + 500;
    expect([await giveUp(resident.store.db, 0), await carries()]).toEqual([true, false]);
    expect((await kept(resident)).pictures).toBe(2);
    const crew = await furnished();
    await crew.store.db.put("meta", { ...(await crew.store.state()).meta, scheme: "Bearer" }, "me");
    await keep();
    expect([await giveUp(crew.store.db, 0), await carries()]).toEqual([true, true]);
    expect((await kept(crew)).pictures).toBe(0);
  });

  test("gives up whole districts before it refuses a photo, never what a crew works with", async () => {
    const small = await furnished();
    small.disk.bytes = small.disk.used + 500;
    await report(small.store, [photo(3_500)]);
    expect(await kept(small)).toEqual({ pictures: 0, journal: 0, documents: ["c1"] });
    expect((await small.store.state()).meta.full?.buckets).toEqual(["district:1"]);
  });

  test("keeps the documents that unsent work is about", async () => {
    const small = await furnished();
    await queue(small.store, "request.comment", "request/d1", { id: "c", text: "Hello" });
    small.disk.bytes = small.disk.used + 500;
    await report(small.store, [photo(2_500)]);
    expect((await kept(small)).documents).toEqual(["c1", "d1"]);
  });

  test("refuses a new photo when nothing is left to give, keeps what it had, and still takes words", async () => {
    const small = await furnished();
    const { store, disk } = small;
    const before = await report(store, [photo(500)]);
    await store.putDraft("report", { photos: [new ArrayBuffer(200)] });
    disk.bytes = disk.used;
    await expect(report(store, [photo(50 * KB)])).rejects.toThrow(expect.objectContaining({ name: "QuotaExceededError" }));
    const { outbox, photos } = await store.state();
    expect([outbox.map(({ op }) => op.op_id), photos.length, await store.db.getAllKeys("drafts")]).toEqual([[before.op_id], 1, ["report"]]);
    expect(await store.photoBytes(photos[0]!.id)).not.toBeNull();
    await queue(store, "request.comment", "request/c1", { id: "c", text: "Words" });
    expect((await store.state()).outbox.length).toBe(2);
  });

  test("settles the answers even when the page has no room, and comes back for it later", async () => {
    const small = await smallStore();
    const { store, disk } = small;
    const op = await report(store);
    disk.bytes = disk.used + 500;
    const { outbox } = await store.state();
    const pull = pullReply({ rows: [row("device:d", "r1", 20 * KB)], cursors: { "device:d": 1 }, more: true });
    expect(await settle(store, outbox, reply([ackOf(op)], { pull }))).toBe("full");
    const after = await store.state();
    expect([after.outbox.length, after.journal.length, after.meta.cursors, (await store.docs()).length]).toEqual([0, 1, {}, 0]);
  });

  test("asks for what it gave up once a day has passed, and keeps it again", async () => {
    const small = await furnished();
    small.disk.bytes = small.disk.used + 500;
    await report(small.store, [photo(3_500)]);
    small.disk.bytes = Infinity;
    const at = (await small.store.state()).meta.full?.at ?? 0;
    const page = (now: number) => settle(small.store, [], reply([], { pull: pullReply({ rows: [row("district:1", "d3")], cursors: { "district:1": 2 } }) }), now);
    expect([await page(at + 1), (await kept(small)).documents]).toEqual(["done", ["c1"]]);
    expect([await page(at + DAY_MS), (await small.store.state()).meta.anew]).toEqual(["anew", ["district:1"]]);
    await page(at + DAY_MS + 1);
    expect((await kept(small)).documents).toEqual(["c1", "d3"]);
  });
});

describe("the engine on a full phone", () => {
  test("gets its answers, says why it waits when not even those fit, and comes back by itself", async () => {
    const { store, disk } = await smallStore();
    const device = new Device(store, new Server());
    await report(store);
    disk.bytes = disk.used - 100;
    await device.go();
    expect([(await store.state()).outbox.length, device.activity?.reason, device.armed]).toEqual([1, "storage_full", true]);
    const tries = device.server.exchanges.length;
    await device.wait(600_000);
    expect(device.server.exchanges.length - tries).toBeLessThan(20);
    disk.bytes = Infinity;
    await device.wait(600_000);
    expect([(await store.state()).outbox.length, device.activity?.reason, device.server.answers.size]).toEqual([0, null, 1]);
  });

  test("a page that never fits is no reason to ask without end", async () => {
    const { store, disk } = await smallStore();
    const device = new Device(store, new Server());
    await report(store);
    disk.bytes = disk.used + 1_000;
    device.server.pull = { rows: [row("device:d", "r1", 20 * KB)], cursors: { "device:d": 1 }, more: true };
    await device.go();
    await device.wait(60_000);
    expect((await store.state()).outbox).toEqual([]);
    expect(device.server.exchanges.length).toBeLessThan(8);
  });
});
