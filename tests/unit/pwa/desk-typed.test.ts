// Words in the forms of the desk are on the disk after every letter, and find their way back to what they were typed for.
import { openDatabase, type Schema } from "../../../pwa/src/store/database";
import { request } from "./dispatch-factories";
import { fillDisk, openPage } from "./page";

const kept = new Map<string, string>();
beforeEach(() => {
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("sessionStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
  Object.assign(navigator, { languages: ["en"] });
  vi.stubGlobal("fetch", async (address: string) => {
    const who = { token: "t", account_id: "dora", name: "Dora", role: "dispatcher", crew_id: null };
    if (address === "/people/sign-in") return new Response(JSON.stringify(who), { status: 200 });
    throw new TypeError("no network");
  });
});
afterEach(() => vi.unstubAllGlobals());

/** What the city has sent to this desk. */
async function holds(...ids: string[]): Promise<void> {
  const db = await openDatabase("curbline-dora");
  await db.clear("docs");
  for (const id of ids) await db.put("docs", { kind: "request", id, ver: 1, buckets: ["d1"], doc: request(id) } as unknown as Schema["docs"]["value"]);
  const [key = ""] = await db.getAllKeys("meta");
  const meta = await db.get("meta", key);
  if (meta) await db.put("meta", { ...meta, syncedAt: Date.now() }, key);
  db.close();
}

async function open() {
  const page = await openPage();
  return {
    ...page,
    ...(await import("../../../pwa/src/console/dispatch/typed")),
    ...(await import("../../../pwa/src/console/dispatch/marks")),
    ...(await import("../../../pwa/src/console/dispatch/board")),
  };
}

beforeAll(async () => {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ token: "t", account_id: "dora", name: "Dora", role: "dispatcher", crew_id: null }), { status: 200 }));
  await (await openPage()).signIn("dora", "secret");
});

function toTheFront(): void {
  Object.assign(document, { visibilityState: "visible" });
  document.dispatchEvent(new Event("visibilitychange"));
}

const comment = (text: string, ...ids: string[]) => ({ form: "reply" as const, ids, text, way: null });

test("words are there again after the page, with what was chosen beside them, and for the same reports only", async () => {
  await holds("a", "b");
  const page = await open();
  const key = page.newKey(["x"]);
  await page.keep(key, { form: "close", ids: ["a"], text: "Not our ro", way: "not_ours" });
  await page.keep(key, { form: "close", ids: ["a"], text: "Not our road.", way: "not_ours" });
  const later = await open();
  await vi.waitFor(() => expect(later.typedFor("close", ["a"])?.[1]).toEqual({ form: "close", ids: ["a"], text: "Not our road.", way: "not_ours" }));
  expect([later.typedFor("close", ["b"]), later.typedFor("close", ["a", "b"]), later.typedFor("reply", ["a"])]).toEqual([undefined, undefined, undefined]);
  await later.forget(key);
});

test("what is sent, or emptied, leaves nothing behind", async () => {
  const page = await open();
  const [sent, emptied] = [page.newKey(["x"]), page.newKey(["x"])];
  await page.keep(sent, comment("On its way.", "a"));
  await page.keep(emptied, comment("Hm", "b"));
  await Promise.all([page.forget(sent), page.keep(emptied, comment("", "b"))]);
  expect(await page.draftKeys("desk-act:")).toEqual([]);
});

test("words for several go on for those that are left when one leaves this desk", async () => {
  await holds("a", "b", "c");
  const page = await open();
  const key = page.newKey(["x"]);
  await page.keep(key, comment("One crew comes for all.", "a", "b", "c"));
  expect(page.typedFor("reply", ["a", "b"])).toBeUndefined();
  await holds("a", "b");
  const later = await open();
  await vi.waitFor(() => expect(later.typedFor("reply", ["b", "a"])?.[1].text).toBe("One crew comes for all."));
  await later.forget(key);
});

test("words whose report has left stay in sight until they are thrown away", async () => {
  await holds("b");
  const page = await open();
  const key = page.newKey(["x"]);
  await page.keep(key, comment("They called again.", "gone"));
  expect(page.leftWords.value.map(([, { text }]) => text)).toEqual(["They called again."]);
  await page.forget(key);
  expect(page.leftWords.value).toEqual([]);
});

test("words about a report that the city erases leave the disk and the screen with it", async () => {
  await holds("erased", "b");
  const page = await open();
  const [one, both, other] = [["erased"], ["b", "erased"], ["b"]].map((ids) => page.newKey(ids)) as [string, string, string];
  await page.keep(one, comment("Mrs Smith called again.", "erased"));
  await page.keep(both, comment("For both.", "b", "erased"));
  await page.keep(other, comment("On its way.", "b"));
  const { store } = (await import("../../../pwa/src/store")).current();
  const { meta } = await store.state();
  const row = { b: "d1", s: 1, k: "request", id: "erased", op: "erase" as const, ver: 2 };
  const pull = { epoch: meta.epoch ?? "one", head: 1, drop: [], reset: [], rows: [row], cursors: {}, more: false };
  const reply = { proto: 1, server_time: new Date().toISOString(), last_mid: 0, acks: [], pull, blocked: null };
  await store.settle({ reply, asked: meta, sent: [], now: Date.now(), skewMs: 0 } as never);
  expect(await page.draftKeys("desk-act:")).toEqual([other]);
  toTheFront();
  await vi.waitFor(() => expect([page.typedFor("reply", ["erased"]), page.typedFor("reply", ["b"])?.[1].text]).toEqual([undefined, "On its way."]));
  await page.forget(other);
});

test("what another tab has sent, or typed, is known to a tab that comes to the front", async () => {
  await holds("a", "b");
  const page = await open();
  const key = page.newKey(["a"]);
  await page.keep(key, comment("On its way.", "a"));
  await page.deleteDraft(key);
  await page.putDraft(page.newKey(["b"]), comment("Typed there.", "b"));
  toTheFront();
  await vi.waitFor(() => expect([page.typedFor("reply", ["a"]), page.typedFor("reply", ["b"])?.[1].text]).toEqual([undefined, "Typed there."]));
  await page.forget(page.typedFor("reply", ["b"])?.[0] ?? "");
});

test("what another tab has queued is known without coming to the front", async () => {
  await holds("a");
  const page = await open();
  const key = page.newKey(["a"]);
  await page.keep(key, comment("On its way.", "a"));
  const { act } = await import("../../../pwa/src/store");
  await act("request.comment", "request/a", { id: crypto.randomUUID(), text: "On its way." }, [], { draft: key });
  await vi.waitFor(() => expect(page.typedFor("reply", ["a"])).toBeUndefined());
});

test("words that found no room on the disk stay in sight when the tab comes to the front", async () => {
  await holds("a", "b");
  const page = await open();
  fillDisk((value) => (value as { text?: string }).text === "No room.");
  await expect(page.keep(page.newKey(["a"]), comment("No room.", "a"))).rejects.toThrow();
  vi.restoreAllMocks();
  await page.putDraft(page.newKey(["b"]), comment("Typed there.", "b"));
  toTheFront();
  await vi.waitFor(() => expect(page.typedFor("reply", ["b"])).toBeDefined());
  expect(page.typedFor("reply", ["a"])?.[1].text).toBe("No room.");
  for (const id of ["a", "b"]) await page.forget(page.typedFor("reply", [id])?.[0] ?? "");
});

test("of words for the same report those that were begun last are there after a reload", async () => {
  await holds("a");
  const page = await open();
  const keys = [];
  for (let n = 0; n < 6; n += 1) {
    vi.spyOn(Date, "now").mockReturnValueOnce(1_800_000_000_000 + n);
    const key = page.newKey(["a"]);
    keys.push(key);
    await page.putDraft(key, comment(`Number ${n}`, "a"));
  }
  const later = await open();
  await vi.waitFor(() => expect(later.typedFor("reply", ["a"])?.[1].text).toBe("Number 5"));
  for (const key of keys) await later.forget(key);
});

test("words for an agency's closing are in sight once somebody else has closed the job", async () => {
  await holds();
  const db = await openDatabase("curbline-dora");
  const job = { id: "j", ver: 2, status: "done", crew_id: "rail", request_ids: [], photos: [], history: [], flags: [], closings: [], created_at: new Date().toISOString() };
  await db.put("docs", { kind: "wo", id: "j", ver: 2, buckets: ["d1"], doc: job } as unknown as Schema["docs"]["value"]);
  db.close();
  const page = await open();
  const key = page.newKey(["x"]);
  await page.keep(key, { form: "agency", ids: ["j"], text: "They say the rail is fixed", way: "fixed" });
  expect(page.workOrders.value.map(({ id, status }) => [id, status])).toEqual([["j", "done"]]);
  expect(page.leftWords.value.map(([, { text }]) => text)).toEqual(["They say the rail is fixed"]);
  await page.forget(key);
});

test("while a desk is filled anew nobody says that a report has left", async () => {
  await open();
  const db = await openDatabase("curbline-dora");
  const [at = ""] = await db.getAllKeys("meta");
  const meta = await db.get("meta", at);
  if (meta) await db.put("meta", { ...meta, syncedAt: null }, at);
  db.close();
  const later = await open();
  const key = later.newKey(["x"]);
  await later.keep(key, comment("They called again.", "gone"));
  expect(later.leftWords.value).toEqual([]);
  await later.forget(key);
});

test("the selection is there again after a reload, as far as its reports are, and not for somebody else of the same name", async () => {
  await holds("a", "b", "c");
  const page = await open();
  page.markAll(["a", "b"]);
  await holds("a", "c");
  const later = await open();
  expect([...later.marks.value]).toEqual(["a"]);
  kept.set("curbline.desk-marks", JSON.stringify(["Dora", "a", "c"]));
  expect([...(await open()).marks.value]).toEqual([]);
});

test("a choice is the same one while some of it merely leaves", async () => {
  await holds("a", "b");
  const page = await open();
  page.markAll(["a", "b"]);
  const before = page.choice.value;
  await holds("a");
  const later = await open();
  expect([later.choice.value, [...later.marks.value]]).toEqual([before, ["a"]]);
  later.clearMarks();
});
