// A database whose browser closes it beneath the page is there again for the next act, and only then.
import { openDatabase } from "../../../pwa/src/store/database";

afterEach(() => vi.restoreAllMocks());

/** The database, and each connection that the browser gave for it. */
async function open(name: string) {
  const asked: IDBOpenDBRequest[] = [];
  const { open: real } = indexedDB;
  vi.spyOn(indexedDB, "open").mockImplementation((...args) => {
    const request = real.apply(indexedDB, args);
    asked.push(request);
    return request;
  });
  return { db: await openDatabase(name), asked };
}

const settled = () => new Promise((done) => setTimeout(done, 20));

test("what comes after a lost connection is kept", async () => {
  const { db, asked } = await open("lost");
  await db.put("drafts", "before", "a");
  asked[0]?.result.close();
  await expect(db.put("drafts", "during", "b")).rejects.toThrow();
  await vi.waitUntil(() => asked.length === 2);
  await settled();
  await db.put("drafts", "after", "c");
  expect(await db.getAll("drafts")).toEqual(["before", "after"]);
  db.close();
});

test("a transaction that cannot begin asks for a new connection too", async () => {
  const { db, asked } = await open("begun");
  asked[0]?.result.close();
  expect(() => db.transaction("drafts", "readwrite")).toThrow();
  await vi.waitUntil(() => asked.length === 2);
  await settled();
  await db.transaction("drafts", "readwrite").objectStore("drafts").put("after", "a");
  expect(await db.getAll("drafts")).toEqual(["after"]);
  db.close();
});

test("who closed it is not connected again", async () => {
  const { db, asked } = await open("closed");
  db.close();
  await expect(db.put("drafts", "late", "a")).rejects.toThrow();
  await settled();
  expect(asked.length).toBe(1);
});

test("a tab that let go of it for another does not make it anew", async () => {
  const { db, asked } = await open("given");
  await new Promise((done, failed) => Object.assign(indexedDB.deleteDatabase("given"), { onsuccess: done, onerror: failed }));
  await expect(db.put("drafts", "late", "a")).rejects.toThrow();
  await settled();
  expect([asked.length, (await indexedDB.databases()).some(({ name }) => name === "given")]).toEqual([1, false]);
});
