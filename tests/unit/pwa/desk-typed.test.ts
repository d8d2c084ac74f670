// Words in the forms of the desk are on the disk after every letter, and find their way back to what they were typed for.
import { openDatabase, type Schema } from "../../../pwa/src/store/database";
import { request } from "./dispatch-factories";
import { openPage } from "./page";

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
  for (const id of ids) await db.put("docs", { kind: "request", id, ver: 1, bucket: "d1", doc: request(id) } as unknown as Schema["docs"]["value"]);
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

const comment = (text: string, ...ids: string[]) => ({ form: "reply" as const, ids, text, way: null });

test("words are there again after the page, with what was chosen beside them, and for the same reports only", async () => {
  await holds("a", "b");
  const page = await open();
  const key = page.newKey();
  await page.keep(key, { form: "close", ids: ["a"], text: "Not our ro", way: "not_ours" });
  await page.keep(key, { form: "close", ids: ["a"], text: "Not our road.", way: "not_ours" });
  const later = await open();
  await vi.waitFor(() => expect(later.typedFor("close", ["a"])?.[1]).toEqual({ form: "close", ids: ["a"], text: "Not our road.", way: "not_ours" }));
  expect([later.typedFor("close", ["b"]), later.typedFor("close", ["a", "b"]), later.typedFor("reply", ["a"])]).toEqual([undefined, undefined, undefined]);
  await later.forget(key);
});

test("what is sent, or emptied, leaves nothing behind", async () => {
  const page = await open();
  const [sent, emptied] = [page.newKey(), page.newKey()];
  await page.keep(sent, comment("On its way.", "a"));
  await page.keep(emptied, comment("Hm", "b"));
  await Promise.all([page.forget(sent), page.keep(emptied, comment("", "b"))]);
  expect(await page.draftKeys("desk-act:")).toEqual([]);
});

test("words for several go on for those that are left when one leaves this desk", async () => {
  await holds("a", "b", "c");
  const page = await open();
  const key = page.newKey();
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
  const key = page.newKey();
  await page.keep(key, comment("They called again.", "gone"));
  expect(page.leftWords.value.map(([, { text }]) => text)).toEqual(["They called again."]);
  await page.forget(key);
  expect(page.leftWords.value).toEqual([]);
});

test("words for an agency's closing are in sight once somebody else has closed the job", async () => {
  await holds();
  const db = await openDatabase("curbline-dora");
  const job = { id: "j", ver: 2, status: "done", crew_id: "rail", request_ids: [], photos: [], history: [], flags: [], closings: [], created_at: new Date().toISOString() };
  await db.put("docs", { kind: "wo", id: "j", ver: 2, bucket: "d1", doc: job } as unknown as Schema["docs"]["value"]);
  db.close();
  const page = await open();
  const key = page.newKey();
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
  const key = later.newKey();
  await later.keep(key, comment("They called again.", "gone"));
  expect(later.leftWords.value).toEqual([]);
  await later.forget(key);
});

test("the selection is there again after a reload, as far as its reports are, and not for somebody else", async () => {
  await holds("a", "b", "c");
  const page = await open();
  page.markAll(["a", "b"]);
  await holds("a", "c");
  const later = await open();
  expect([...later.marks.value]).toEqual(["a"]);
  kept.set("curbline.desk-marks", JSON.stringify(["Dan", "a", "c"]));
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
