// The way back of the desk's acts: out of the outbox while they are there, and from what their author saw afterwards.
import { openDatabase } from "../../../pwa/src/store/database";
import { openPage } from "./page";

beforeEach(() => {
  vi.stubGlobal("localStorage", { getItem: () => null });
  Object.assign(navigator, { languages: ["en"] });
  vi.stubGlobal("fetch", async (address: string) => {
    const who = { token: "t", account_id: "dora", name: "Dora", role: "dispatcher", crew_id: null };
    if (address === "/people/sign-in") return new Response(JSON.stringify(who), { status: 200 });
    throw new TypeError("no network");
  });
});
afterEach(() => vi.unstubAllGlobals());

async function queued() {
  const db = await openDatabase("curbline-dora");
  const ops = (await db.getAll("outbox")).map(({ op }) => op);
  db.close();
  return ops;
}

async function open() {
  const page = await openPage();
  await page.signIn("dora", "secret");
  return { ...page, ...(await import("../../../pwa/src/console/dispatch/done")), ...(await import("../../../pwa/src/store/act-all")) };
}

const urgent = (id: string) => ({ kind: "request.sort" as const, on: `request/${id}`, args: { priority: "urgent" as const } });
const normal = (id: string) => ({ kind: "request.sort" as const, on: `request/${id}`, args: { priority: "normal" as const } });

test("acts that have not left are taken out, and their opposites are not sent when that is tried again", async () => {
  const { perform, undoLast, done } = await open();
  await perform({ acts: [urgent("a"), urgent("b")], back: [[normal("a")], [normal("b")]], said: "done" });
  expect((await queued()).map(({ on }) => on)).toEqual(["request/a", "request/b"]);
  const undo = done.value?.undo;
  await undoLast();
  await undo?.();
  expect(await queued()).toEqual([]);
});

test("the opposite of what was sent is from what its author saw, so that a later change of somebody else meets it", async () => {
  const { actAll, seenNow } = await open();
  const [back] = seenNow([normal("c")]);
  await actAll([{ ...normal("c"), base: 7 }]);
  expect(back?.base).toBe(0);
  expect((await queued()).map(({ base }) => base)).toEqual([7]);
});

test("the words that acts were made from leave the disk in the step that queues them", async () => {
  const { perform, putDraft, getDraft } = await open();
  await putDraft("desk-act:one", { text: "Fixed last week." });
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...args) {
    if (this.name === "meta") throw new DOMException("killed", "UnknownError");
    return put.apply(this, args);
  });
  await expect(perform({ acts: [urgent("d")], back: [], said: "done" }, "desk-act:one")).rejects.toThrow();
  vi.restoreAllMocks();
  expect([(await queued()).some(({ on }) => on === "request/d"), await getDraft("desk-act:one")]).toEqual([false, { text: "Fixed last week." }]);
  await perform({ acts: [urgent("d")], back: [], said: "done" }, "desk-act:one");
  expect([(await queued()).some(({ on }) => on === "request/d"), await getDraft("desk-act:one")]).toEqual([true, null]);
});
