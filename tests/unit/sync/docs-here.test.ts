// What a store holds in memory of the documents is what lies on the disk, whoever writes there: this tab, another one, the
// worker, an app of before.
import { DeviceStore } from "../../../pwa/src/store/device-store";
import { openDatabase } from "../../../pwa/src/store/database";
import { giveUp } from "../../../pwa/src/store/give-up";
import { leaveBehind } from "../../../pwa/src/store/leaving";
import { META, pullReply, redraw, repair, reply, report } from "./device";

let count = 0;

async function twoTabs(): Promise<[DeviceStore, DeviceStore]> {
  const name = `shared ${++count}`;
  const [one, other] = [new DeviceStore(await openDatabase(name), redraw, repair), new DeviceStore(await openDatabase(name), redraw, repair)];
  await one.meta(() => ({ ...META }));
  return [one, other];
}

const put = (id: string, ver: number) => ({ b: "district:b", s: ver, k: "request", id, op: "put" as const, ver, doc: { id, photos: [] } });
const leave = (id: string, ver: number) => ({ b: "district:b", s: ver, k: "request", id, op: "leave" as const, ver });
const erase = (id: string, ver: number) => ({ b: "district:b", s: ver, k: "request", id, op: "erase" as const, ver });

async function pull(store: DeviceStore, page: Parameters<typeof pullReply>[0], now = 2_000): Promise<void> {
  const { meta } = await store.state();
  await store.settle({ reply: reply([], { pull: pullReply({ cursors: { "district:b": 1 }, ...page }) }), asked: meta, sent: [], now, skewMs: 0 });
}

const held = async (store: DeviceStore) => (await store.docs()).map(({ id, ver }) => `${id} ${ver}`);

/** How often all documents are read off the disk until the test ends. */
function reads(): { all: number } {
  const counted = { all: 0 };
  const { getAll } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore, ...args) {
    if (this.name === "docs") counted.all += 1;
    return getAll.apply(this, args);
  });
  return counted;
}

afterEach(() => vi.restoreAllMocks());

/** A tab of an app from before: it writes documents, notes when it exchanged, and counts nothing. */
async function pullAsBefore({ db }: DeviceStore, id: string, syncedAt: number): Promise<void> {
  const tx = db.transaction(["docs", "meta"], "readwrite");
  await tx.objectStore("docs").put({ kind: "request", id, ver: 1, doc: { id }, buckets: ["district:b"] });
  await tx.objectStore("meta").put({ ...(await tx.objectStore("meta").get("me"))!, syncedAt }, "me");
  await tx.done;
}

/** It gives documents up as before, without a word but when. */
async function giveUpAsBefore({ db }: DeviceStore): Promise<void> {
  const tx = db.transaction(["docs", "meta"], "readwrite");
  await tx.objectStore("docs").clear();
  await tx.objectStore("meta").put({ ...(await tx.objectStore("meta").get("me"))!, full: { at: 9, buckets: ["district:b"] } }, "me");
  await tx.done;
}

/** What changes the documents on the disk, and what is left of `a 1` and `b 1` then. */
const WRITES: [string, (store: DeviceStore) => Promise<unknown>, string[]][] = [
  ["a page brings new and newer ones", (store) => pull(store, { rows: [put("c", 2), put("A", 2), put("b", 2)] }), ["A 2", "a 1", "b 2", "c 2"]],
  ["one leaves", (store) => pull(store, { rows: [leave("a", 2)] }), ["b 1"]],
  ["the city erases one", (store) => pull(store, { rows: [erase("a", 2)] }), ["b 1"]],
  ["a bucket is dropped", (store) => pull(store, { drop: ["district:b"] }), []],
  ["a bucket is read anew after the server was restored", (store) => pull(store, { reset: ["district:b"], rows: [put("b", 1)] }), ["b 1"]],
  ["a full phone gives districts up", (store) => giveUp(store.db, 1), []],
  ["somebody signs out and unsent work stays", async (store) => (await report(store), leaveBehind(store.db)), []],
  ["somebody signs out and nothing stays", (store) => leaveBehind(store.db), []],
  ["the phone is emptied", (store) => store.wipe(), []],
  ["it is emptied and somebody signs in", async (store) => (await store.wipe(), store.meta(() => ({ ...META, device: "another" }))), []],
  ["an app of before pulls", (store) => pullAsBefore(store, "c", 5_000), ["a 1", "b 1", "c 1"]],
  ["an app of before gives up districts", giveUpAsBefore, []],
];

describe.each(WRITES)("when %s", (_, write, left) => {
  test.each([["in this tab", 0], ["in another tab or the worker", 1]] as const)("%s, memory and disk stay one", async (_where, which) => {
    const tabs = await twoTabs();
    await pull(tabs[0], { rows: [put("a", 1), put("b", 1)] });
    for (const tab of tabs) expect(await held(tab)).toEqual(["a 1", "b 1"]);
    await write(tabs[which]);
    for (const tab of tabs) expect([await held(tab), await tab.docs()]).toEqual([left, await tab.db.getAll("docs")]);
  });
});

test("a page goes onto what another tab wrote last, not onto what this one knew", async () => {
  const [one, other] = await twoTabs();
  await pull(one, { rows: [put("a", 1), put("b", 1)] });
  await pull(other, { rows: [leave("a", 2), put("c", 2)] });
  await pull(one, { rows: [put("b", 3)] });
  expect([await held(one), await one.docs()]).toEqual([["b 3", "c 2"], await one.db.getAll("docs")]);
});

test("nothing stays in memory of a page that is not on the disk", async () => {
  const [one] = await twoTabs();
  await pull(one, { rows: [put("a", 1)] });
  const broken = { ...put("b", 2), doc: { id: "b", photos: [], act: () => undefined } };
  await expect(pull(one, { rows: [broken] })).rejects.toThrow();
  expect(await held(one)).toEqual(["a 1"]);
});

test("documents that are the same are the same array, and untouched ones the same objects", async () => {
  const [one] = await twoTabs();
  await pull(one, { rows: [put("a", 1), put("b", 1)] });
  const before = await one.docs();
  await pull(one, {}, 3_000);
  expect(await one.docs()).toBe(before);
  await pull(one, { rows: [put("b", 2)] }, 4_000);
  const after = await one.docs();
  expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false]);
});

test("the disk is read whole once, and again only after somebody else has written there", async () => {
  const [one, other] = await twoTabs();
  const counted = reads();
  await one.look();
  for (const ver of [1, 2, 3]) await pull(one, { rows: [put("a", ver)] }, 2_000 + ver);
  await one.look();
  expect(counted.all).toBe(1);
  await pull(other, { rows: [put("a", 4)] }, 3_000);
  await one.look();
  expect(counted.all).toBe(3);
});

test("an exchange that brings nothing reads none of them", async () => {
  const [one] = await twoTabs();
  const counted = reads();
  await pull(one, {});
  expect(counted.all).toBe(0);
});

test("another person on the same phone has a memory of their own", async () => {
  const [ann] = await twoTabs();
  const [ben] = await twoTabs();
  await pull(ann, { rows: [put("a", 1)] });
  expect([await held(ann), await held(ben)]).toEqual([["a 1"], []]);
});
