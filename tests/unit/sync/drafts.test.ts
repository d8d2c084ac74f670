// Half-done work with photos on a real IndexedDB in memory: whole again after a killed page, and written in small.
import { makeOp } from "@sync/client/op";
import { getDraft } from "../../../pwa/src/store/drafts";
import { freshStore, type Device } from "./device";

const bytes = (byte: number): ArrayBuffer => new Uint8Array([byte, byte]).buffer;
const photo = (id: string, byte: number) => ({ id, mime: "image/jpeg", sha256: "0", bytes: bytes(byte) });
const keys = (store: Device["store"]): Promise<string[]> => store.db.getAllKeys("drafts");

test("a draft is read as it was kept, photos too", async () => {
  const store = await freshStore();
  const draft = { step: "place", photos: [photo("a", 1), photo("b", 2)] };
  await store.putDraft("report", draft);
  expect(await getDraft(store.db, "report")).toEqual(draft);
  expect(await getDraft(store.db, "other")).toBeNull();
});

test("a photo's bytes are written once, whatever is typed beside it", async () => {
  const store = await freshStore();
  await store.putDraft("report", { text: "", photos: [photo("a", 1)] });
  const puts: number[] = [];
  const put = IDBObjectStore.prototype.put;
  const spy = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
    puts.push(value instanceof ArrayBuffer ? value.byteLength : 0);
    return put.call(this, value, key);
  });
  await store.putDraft("report", { text: "A hole", photos: [photo("a", 1)] });
  spy.mockRestore();
  expect(puts).toEqual([0]);
  expect(await getDraft(store.db, "report")).toEqual({ text: "A hole", photos: [photo("a", 1)] });
});

test("a photo that was taken off leaves no bytes, and neither does a draft that is discarded", async () => {
  const store = await freshStore();
  await store.putDraft("report", { photos: [photo("a", 1), photo("b", 2)] });
  await store.putDraft("report", { photos: [photo("b", 2)] });
  expect((await keys(store)).length).toBe(2);
  await store.putDraft("reopen:1", { photos: [photo("c", 3)] });
  await store.deleteDraft("report");
  expect(await getDraft(store.db, "reopen:1")).toEqual({ photos: [photo("c", 3)] });
  expect((await keys(store)).every((key) => key.startsWith("reopen:1"))).toBe(true);
});

test("queueing the op that it became takes the photos of the draft along", async () => {
  const store = await freshStore();
  await store.putDraft("report", { photos: [photo("a", 1)] });
  await store.enqueue((mid) => makeOp(mid, crypto.randomUUID(), "wo.accept", "wo/w1", 0, {}, [], 0), { draft: "report" });
  expect(await keys(store)).toEqual([]);
});

test("a draft of an earlier version, its bytes within it, is read and goes on", async () => {
  const store = await freshStore();
  await store.db.put("drafts", { text: "Old", photos: [photo("a", 1)] }, "report");
  expect(await getDraft(store.db, "report")).toEqual({ text: "Old", photos: [photo("a", 1)] });
  await store.putDraft("report", { text: "New", photos: [photo("a", 1), photo("b", 2)] });
  expect(await getDraft(store.db, "report")).toEqual({ text: "New", photos: [photo("a", 1), photo("b", 2)] });
});

test("half-done work without photos is kept as it is", async () => {
  const store = await freshStore();
  for (const value of ["half a sentence", { photos: [] }, { photos: ["no photo"] }, null]) {
    await store.putDraft("note", value);
    expect(await getDraft(store.db, "note")).toEqual(value);
  }
});
