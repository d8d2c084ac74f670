// Taking back what never left the phone (SYNC-067), whoever sends meanwhile.
import { promiseOf } from "@sync/client/op";
import type { Kind, QueuedOp } from "@sync/client/ports";
import type { OpArgs } from "@sync/protocol/messages";
import { getDraft } from "../../../pwa/src/store/drafts";
import { makeOp, uuid7, type NewPhoto } from "@sync/client/op";
import { takeBack } from "../../../pwa/src/store/take-back";
import { freshDevice, photo, problem, queue, type Device } from "./device";

const JOB = "wo/0193b000-0000-4000-8000-000000000001";
const DRAFT = "crew/close/1";
const random = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));
const outbox = async (device: Device): Promise<[number, string][]> =>
  (await device.store.state()).outbox.map(({ op }) => [op.mid, op.kind]);
const taken = (device: Device, { op_id }: { op_id: string }): Promise<boolean> => takeBack(device.store.db, op_id, 2_000);
const sent = (device: Device): string[] => device.server.exchanges.flatMap(({ ops }) => ops.map(({ kind }) => kind));

const start = (device: Device, job = JOB) => queue(device.store, "wo.start", job, {});

async function offline(): Promise<Device> {
  const device = await freshDevice();
  device.server.offline = true;
  return device;
}

/** A job closed out of a draft with a photo, as its screen does it. */
async function closeFromDraft(device: Device, shown: NewPhoto): Promise<QueuedOp["op"]> {
  const draft = { outcome: "fixed", note: "Filled", photos: [{ ...shown }] };
  await device.store.putDraft(DRAFT, draft);
  const args: OpArgs["wo.close"] = { outcome: "fixed", note: "Filled", photos: [promiseOf(shown)] };
  const make = (mid: number) => makeOp(mid, uuid7(1_000, random), "wo.close" as Kind, JOB, 0, args, [shown], 1_000);
  return (await device.store.enqueue(make, { draft: DRAFT })).op;
}

test("what never left the phone is taken back, and its number is given to the next act", async () => {
  const device = await offline();
  expect(await taken(device, await start(device))).toBe(true);
  expect(await outbox(device)).toEqual([]);
  expect((await start(device)).mid).toBe(1);
  device.server.offline = false;
  await device.go();
  expect(sent(device)).toEqual(["wo.start"]);
});

test("a try that reached nobody does not use up the way back", async () => {
  const device = await offline();
  await device.go();
  const op = await start(device);
  await device.wait(60_000);
  expect(device.activity?.reason).toBe("unreachable");
  expect((await device.store.state()).outbox[0]?.tries).toBeGreaterThan(0);
  expect(await taken(device, op)).toBe(true);
  await start(device);
  device.server.offline = false;
  await device.wait(60_000);
  expect(sent(device)).toEqual(["wo.start"]);
});

/** Over a cable, a VPN or a server on the same machine some browsers are sure that there is no network. */
test("a browser that wrongly says that there is no network keeps nothing back", async () => {
  const device = await freshDevice();
  device.saysOffline = true;
  for (const n of ["1", "2"]) {
    await start(device, JOB.replace(/1$/, n));
    let left = 10;
    device.server.refuses = () => (left-- > 0 ? false : problem(503, "busy"));
    await device.go();
    expect([left > 0, await outbox(device)]).toEqual([true, []]);
  }
});

/** It is let in with its ops alone (SYNC-047): a question without any is refused. */
test("a lost phone that comes back into the network hands over what waits", async () => {
  const device = await offline();
  await device.go();
  await start(device);
  expect(device.activity?.reason).toBe("unreachable");
  let left = 10;
  device.server.refuses = (body) => {
    if (left-- <= 0) return problem(503, "busy");
    return body.includes('"ops":[]') && problem(403, "device_revoked", { wipe: "after_push" });
  };
  device.server.offline = false;
  await device.wait(600_000);
  expect([left > 0, sent(device), device.activity?.wiped]).toEqual([true, ["wo.start"], true]);
});

test("its draft is there again with its photos, and none of it is sent", async () => {
  const device = await offline();
  const shown = photo();
  const op = await closeFromDraft(device, shown);
  expect(await getDraft(device.store.db, DRAFT)).toBeNull();
  expect(await taken(device, op)).toBe(true);
  expect(await getDraft(device.store.db, DRAFT)).toEqual({ outcome: "fixed", note: "Filled", photos: [shown] });
  const { photos } = await device.store.state();
  expect([photos, await device.store.photoBytes(shown.id)]).toEqual([[], null]);
});

test("a draft taken back twice is sent again under the same photos", async () => {
  const device = await offline();
  const shown = photo();
  for (let i = 0; i < 2; i++) expect(await taken(device, await closeFromDraft(device, shown))).toBe(true);
  await closeFromDraft(device, shown);
  device.server.offline = false;
  await device.go();
  await device.wait(60_000);
  expect([sent(device), device.server.whole()]).toEqual([["wo.close"], [shown.id]]);
});

test("between others a number that is taken back is filled", async () => {
  const device = await offline();
  const first = await start(device);
  await start(device, JOB.replace(/1$/, "2"));
  expect(await taken(device, first)).toBe(true);
  device.server.offline = false;
  await device.go();
  expect(device.server.exchanges[0]?.ops.map(({ mid, kind }) => [mid, kind])).toEqual([[1, "noop"], [2, "wo.start"]]);
});

test.each(["lost request", "lost reply"] as const)("what was handed to the network stays, even after a %s", async (fault) => {
  const device = await freshDevice();
  device.server.faults = [fault];
  const op = await start(device);
  await device.go();
  expect([await taken(device, op), await outbox(device)]).toEqual([false, [[1, "wo.start"]]]);
});

test("what was answered stays", async () => {
  const device = await freshDevice();
  const op = await start(device);
  await device.go();
  expect(await taken(device, op)).toBe(false);
});

test("an act on which a later one stands stays until that one is taken back", async () => {
  const device = await offline();
  const first = await start(device);
  const second = await queue(device.store, "wo.close", JOB, { outcome: "fixed" });
  expect(await taken(device, first)).toBe(false);
  expect([await taken(device, second), await taken(device, first)]).toEqual([true, true]);
  expect(await outbox(device)).toEqual([]);
});

test("an act whose thing a later one names stays", async () => {
  const device = await offline();
  const request = "0193b000-0000-4000-8000-00000000000a";
  const args = { crew_id: "0193b000-0000-4000-8000-00000000000c", request_id: request };
  const sorted = await queue(device.store, "request.sort", `request/${request}`, { priority: "high" });
  await queue(device.store, "wo.assign", JOB, args);
  expect(await taken(device, sorted)).toBe(false);
});

test("a draft that was begun anew meanwhile is not overwritten", async () => {
  const device = await offline();
  const op = await closeFromDraft(device, photo());
  await device.store.putDraft(DRAFT, { outcome: null, note: "Another", photos: [] });
  expect(await taken(device, op)).toBe(false);
  expect(await outbox(device)).toEqual([[1, "wo.close"]]);
});

/** Taken back after the engine has read what to send, and before it says so: as another tab would. */
test("a batch that was read with it goes out without it", async () => {
  const device = await freshDevice();
  const first = await start(device);
  await start(device, JOB.replace(/1$/, "2"));
  const markSent = device.store.markSent.bind(device.store);
  device.store.markSent = async (batch) => {
    device.store.markSent = markSent;
    expect(await taken(device, first)).toBe(true);
    return markSent(batch);
  };
  await device.go();
  expect(sent(device)).toEqual(["noop", "wo.start"]);
});

test("a number that is taken back and used again while a batch was read goes out once, as the new act", async () => {
  const device = await freshDevice();
  const first = await start(device);
  const markSent = device.store.markSent.bind(device.store);
  device.store.markSent = async (batch) => {
    device.store.markSent = markSent;
    await taken(device, first);
    await queue(device.store, "wo.accept", JOB, {});
    return markSent(batch);
  };
  await device.go();
  expect([sent(device), await outbox(device)]).toEqual([["wo.accept"], []]);
});

/** The mark is there before the first byte leaves: else an act would be sent and taken back too. */
test("taken back while it is under way it stays", async () => {
  const device = await freshDevice();
  const op = await start(device);
  let answer: boolean | null = null;
  device.server.refuses = () => {
    void taken(device, op).then((it) => (answer = it));
    return false;
  };
  await device.go();
  await expect.poll(() => answer).toBe(false);
  expect(sent(device)).toEqual(["wo.start"]);
});
