// The way back of the desk's acts: out of the outbox while they are there, and from what their author saw afterwards.
import { openDatabase } from "../../../pwa/src/store/database";
import { openPage } from "./page";

beforeEach(() => {
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => undefined });
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

test("a letter that is still on its way to the disk does not come there after the act that took the words", async () => {
  const { perform, draftKeys } = await open();
  const { keep, newKey } = await import("../../../pwa/src/console/dispatch/typed");
  const key = newKey(["e"]);
  const words = (text: string) => ({ form: "reply" as const, ids: ["e"], text, way: null });
  await keep(key, words("On its wa"));
  void keep(key, words("On its way"));
  const last = keep(key, words("On its way."));
  await perform({ acts: [urgent("e")], back: [], said: "done" }, key);
  await last;
  expect(await draftKeys("desk-act:")).toEqual([]);
});

test("words of a decision leave with it in one step, and are there again when it is taken back", async () => {
  const { draftKeys, undoLast } = await open();
  const { keep, newKey } = await import("../../../pwa/src/console/dispatch/typed");
  const { review } = await import("../../../pwa/src/console/dispatch/held-acts");
  const { settle } = await import("../../../pwa/src/console/dispatch/conflict-acts");
  const [held, job] = [newKey(["h"]), newKey(["j"])];
  await keep(held, { form: "held", ids: ["h"], text: "Send it anew.", way: null });
  void keep(job, { form: "settle", ids: ["j"], text: "The first one counts.", way: null });
  await settle({ id: "j", flags: ["late"] } as never, "keep", "The first one counts.", "it", job);
  expect(await draftKeys("desk-act:")).toEqual([held]);
  await review("h", "refuse", "Send it anew.", "it", held);
  expect(await draftKeys("desk-act:")).toEqual([]);
  await undoLast();
  expect(await draftKeys("desk-act:")).toEqual([held]);
});
