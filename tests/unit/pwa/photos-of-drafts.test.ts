import type { Draft } from "../../../pwa/src/report/draft";
import type { Photo } from "../../../pwa/src/store/views";
import { en } from "../../../pwa/src/words/en";
import { fillDisk, openPage, photo, stuck } from "./page";

const four = () => ["near", "far", "left", "right"].map(photo);
const text = () => new File(["this is no photo"], "notes.txt", { type: "image/jpeg" });
/** All that lies on the disk of photos that are still to be made. */
const ORIGINALS = "report:";
const photosIn = (value: unknown): number => (value as Partial<Draft> | null)?.photos?.length ?? 0;

let page: Awaited<ReturnType<typeof openPage>>;
/** The next report begins in another millisecond, as it does where a person begins it. */
const another = async (): Promise<void> => {
  await vi.waitUntil(() => Date.now() > (page.draft.peek()?.startedAt ?? 0));
  page.beginReport();
  await vi.waitUntil(() => Date.now() > page.draft.peek()!.startedAt);
};
/** At once, while it is not on the disk yet. */
const aSecond = (): Promise<void> => new Promise((done) => void page.draft.subscribe((it) => it?.photos.length === 2 && done()));
const texts = () => page.draft.peek()!.photos.map(({ bytes }) => new TextDecoder().decode(bytes).slice(24));

beforeEach(async () => {
  page = await openPage();
  await another();
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const key of await page.draftKeys("")) await page.deleteDraft(key);
});

test("photos that are being made for a discarded report take no room in the next one", async () => {
  void page.addPhotos(["near", "far", "left", "right"].map(stuck));
  await page.dropDraft();
  await another();
  await page.addPhotos([photo("new")]);
  expect([texts(), page.leftOut.value]).toEqual([["new"], 0]);
});

test("the next report neither waits for the photos of a discarded one nor speaks of their trouble", async () => {
  const discarded = page.addPhotos([...four(), text()].reverse());
  await page.dropDraft();
  await another();
  expect(page.preparing.value).toBe(false);
  await discarded;
  expect([page.photoTrouble.value, page.leftOut.value]).toEqual(["", 0]);
});

test("photos in the making count for their own report, and those without room are counted", async () => {
  const making = page.addPhotos(four().slice(1));
  await page.addPhotos([photo("one"), photo("two")]);
  await making;
  expect([texts().sort(), page.leftOut.value]).toEqual([["far", "left", "one", "right"], 1]);
});

test("a killed page costs no photo of its own report", async () => {
  void page.addPhotos([stuck("mine")]);
  await vi.waitUntil(async () => (await page.draftKeys(ORIGINALS)).length === 1);
  page = await openPage();
  await page.restoreReport();
  expect(texts()).toEqual(["mine"]);
});

test("a photo of a killed page that finds no room in its report any more is said to be left out", async () => {
  void page.addPhotos([stuck("mine")]);
  await vi.waitUntil(async () => (await page.draftKeys(ORIGINALS)).length === 1);
  page = await openPage();
  await page.restoreDraft();
  await page.addPhotos(four());
  await page.restoreReport();
  expect([page.draft.peek()!.photos.length, page.leftOut.value]).toEqual([4, 1]);
});

test.each([
  ["turns up in no other", true],
  ["leaves nothing behind", false],
])("after a killed page, a photo of a discarded report %s", async (_, begun) => {
  const late = stuck("late");
  let read = (): void => undefined;
  const reading = new Promise<void>((done) => (read = done));
  const bytes = await late.arrayBuffer();
  late.arrayBuffer = () => reading.then(() => bytes);
  void page.addPhotos([late]);
  await page.dropDraft();
  read();
  await vi.waitUntil(async () => (await page.draftKeys(ORIGINALS)).length === 1);
  if (begun) await another();
  await page.written();
  page = await openPage();
  await page.restoreReport();
  expect([page.draft.peek()?.photos.length ?? 0, await page.draftKeys(ORIGINALS)]).toEqual([0, []]);
});

test("a photo that the version before was making is still made, here and for a crew", async () => {
  const bytes = await photo("old").arrayBuffer();
  for (const key of ["report", "closing:7"]) await page.putDraft(`${key}:original`, { bytes, type: "image/heic" });
  await page.restoreReport();
  const made: Photo[] = [];
  await page.takeUp("closing:7", async (one) => void made.push(one));
  expect(texts()).toEqual(["old"]);
  expect([...made, ...page.draft.peek()!.photos].every(({ id }) => id)).toBe(true);
});

test("a photo that finds no room on the disk brings nothing back that was removed meanwhile", async () => {
  await page.addPhotos([photo("first")]);
  fillDisk((value) => photosIn(value) > 0);
  const adding = page.addPhotos([photo("second")]);
  await aSecond();
  page.change({ photos: page.draft.peek()!.photos.slice(1) });
  await adding;
  expect([texts(), page.photoTrouble.value]).toEqual([[], en.photo.noRoom]);
});

test("a photo that finds no room on the disk leaves the next report alone", async () => {
  await page.addPhotos([photo("first")]);
  fillDisk((value) => photosIn(value) > 0 || page.draft.peek()?.photos.length === 0);
  const adding = page.addPhotos([photo("second")]);
  await aSecond();
  void page.dropDraft();
  page.beginReport();
  await adding;
  expect([texts(), page.photoTrouble.value]).toEqual([[], ""]);
});

test("where not all files can be kept, those that became photos wait no longer and are not doubled", async () => {
  fillDisk((_, key) => String(key).includes(":original"));
  const waiting: string[] = [];
  const from = { ids: ["a", "b"], onKept: async (ids: readonly string[]) => void waiting.push(...ids) };
  const files = [photo("good"), text()];
  await page.addPhotos(files, from);
  expect([waiting, texts()]).toEqual([["a"], ["good"]]);
  await page.addPhotos(files, from);
  expect(texts()).toEqual(["good"]);
});

test("only those that found room need to wait no longer", async () => {
  const kept: string[] = [];
  const ids = ["a", "b", "c", "d", "e"];
  await page.addPhotos([...four(), photo("fifth")], { ids, onKept: async (some) => void kept.push(...some) });
  expect([kept, page.leftOut.value]).toEqual([["a", "b", "c", "d"], 1]);
  await page.addPhotos([photo("fifth")], { ids: ["e"], onKept: async (some) => void kept.push(...some) });
  expect(kept).not.toContain("e");
});
