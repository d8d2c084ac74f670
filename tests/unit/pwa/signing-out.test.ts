// What signing out leaves on a phone: half-done work, which nobody else can read, and nothing else.
import { openDatabase } from "../../../pwa/src/store/database";
import { openPage } from "./page";

const ANN = { token: "t", account_id: "ann", name: "Ann", role: "crew", crew_id: "south" };

beforeEach(() => {
  vi.stubGlobal("fetch", async (address: string) => {
    if (address === "/people/sign-in") return new Response(JSON.stringify(ANN), { status: 200 });
    throw new TypeError("no network");
  });
});
afterEach(() => vi.unstubAllGlobals());

const names = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name);

test("a half-done closing is there again when its crew comes back, and not for others", async () => {
  const page = await openPage();
  await page.signIn("ann", "secret");
  const draft = { photos: [{ id: "p", bytes: new ArrayBuffer(3), mime: "image/jpeg", sha256: "x" }], outcome: "fixed" };
  await page.putDraft("close:job", draft);
  await page.putDraft("crew/tour", { tour: null, hand: ["job"] });
  await page.signOut();
  expect(await page.getDraft("close:job")).toBeNull();
  await page.signIn("ann", "secret");
  expect(await page.getDraft("close:job")).toMatchObject({ outcome: "fixed", photos: [{ id: "p" }] });
  expect(await page.getDraft("crew/tour")).toBeNull();
  await page.deleteDraft("close:job");
  await page.signOut();
});

test("without any, nothing of a person stays", async () => {
  const page = await openPage();
  await page.signIn("ann", "secret");
  await page.putDraft("desk/crews", { as_of: "2026-11-26T08:00:00Z", crews: [] });
  expect(await names()).toContain("curbline-ann");
  await page.signOut();
  expect(await names()).not.toContain("curbline-ann");
});

test("a job that is closed while the city is told of the leaving stays, and is there when its crew comes back", async () => {
  const page = await openPage();
  await page.signIn("ann", "secret");
  let told: (() => void) | null = null;
  const offline = fetch;
  const slow = () => new Promise<Response>((done) => (told = () => done(new Response(null, { status: 204 }))));
  vi.stubGlobal("fetch", (address: string) => (address === "/people/sign-out" ? slow() : offline(address)));
  const leaving = page.signOut();
  const answer = await vi.waitUntil(() => told);
  await page.act("wo.close", "wo/job", { outcome: "fixed", note: "Filled", photos: [] });
  answer();
  await leaving;
  expect(page.elsewhere.value.staff).toBe(1);
  await page.signIn("ann", "secret");
  await vi.waitUntil(() => page.outbox.value.length === 1);
  expect(page.outbox.value[0]?.kind).toBe("wo.close");
});

test("what is kept beside sign-ins is there again the next morning, and not for others", async () => {
  const page = await openPage();
  const { kept } = await import("../../../pwa/src/store/kept");
  const { beside } = await import("../../../pwa/src/store/beside");
  const views = kept<string[]>("desk/views", beside);
  await page.signIn("ann", "secret");
  await vi.waitFor(() => expect(page.session.value?.name).toBe("Ann"));
  await views.keep(["Potholes of mine"]);
  await page.signOut(true);
  await vi.waitFor(() => expect(views.value.value).toBeNull());
  await page.signIn("ann", "secret");
  await vi.waitFor(() => expect(views.value.value).toEqual(["Potholes of mine"]));
  await page.signOut(true);
});

test("when the screen hears that nobody is signed in, and may load afresh, the city's documents are gone", async () => {
  const page = await openPage();
  await page.signIn("ann", "secret");
  const db = await openDatabase("curbline-ann");
  await db.put("docs", { kind: "request", id: "a", ver: 1, doc: { id: "a" }, buckets: ["d"] } as never);
  db.close();
  await page.putDraft("close:job", { photos: [], outcome: "fixed" });
  let left: Promise<number> | null = null;
  const stop = page.session.subscribe((who) => {
    if (who === null) left = openDatabase("curbline-ann").then((one) => one.count("docs").finally(() => one.close()));
  });
  await page.signOut(true); // What the last test left unsent waits.
  stop();
  expect(await left).toBe(0);
});
