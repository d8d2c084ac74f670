import { dropShared, keepShared, MOST_SHARED, sharedPhotos } from "../../../pwa/src/store/shared";
import { openSessions } from "../../../pwa/src/store/session";
import { takeShared } from "../../../pwa/src/worker/share";

const DAY = 86_400_000;
const photo = (name: string, type = "image/jpeg") => new File([name], name, { type });
const photos = (n: number) => Array.from({ length: n }, (_, i) => photo(String(i)));
const share = (files: File[]): Promise<string> => {
  const form = new FormData();
  for (const file of files) form.append("photos", file);
  return takeShared(Promise.resolve(form));
};
const waiting = async (now?: number) => (await sharedPhotos(now)).map(({ bytes }) => new TextDecoder().decode(bytes));

beforeEach(async () => {
  const db = await openSessions();
  await db.clear("session");
  db.close();
});

test("what is shared waits, and more is added to it", async () => {
  expect(await share([photo("first")])).toBe("/report?shared=photos");
  await share([photo("second")]);
  expect(await waiting()).toEqual(["first", "second"]);
});

test("what finds no room beside what waits is said to, and nothing is lost of either", async () => {
  await share(photos(MOST_SHARED));
  expect(await share([photo("newest")])).toBe("/report?shared=many");
  expect(await waiting()).toHaveLength(MOST_SHARED);
  await dropShared([(await sharedPhotos())[0]!.id]);
  expect(await share([photo("newest")])).toBe("/report?shared=photos");
  expect((await waiting()).at(-1)).toBe("newest");
});

test("what is used goes, and what is not goes on waiting", async () => {
  await keepShared([photo("used"), photo("left")]);
  await dropShared([(await sharedPhotos())[0]!.id]);
  expect(await waiting()).toEqual(["left"]);
});

test("what nobody came for goes after a week, and makes room", async () => {
  const shared = Date.now();
  await keepShared(photos(MOST_SHARED), shared);
  expect(await waiting(shared + 6 * DAY)).toHaveLength(MOST_SHARED);
  expect(await waiting(shared + 8 * DAY)).toEqual([]);
  expect(await keepShared([photo("newest")], shared)).toBeNull();
});

test("what the version before kept, without its age, still waits", async () => {
  const db = await openSessions();
  await db.put("session", [{ id: "old", bytes: new ArrayBuffer(1), mime: "image/jpeg" }], "shared");
  db.close();
  expect((await sharedPhotos(Date.now() + 30 * DAY)).map(({ id }) => id)).toEqual(["old"]);
});

const unread = (file: File, size = file.size): File =>
  Object.defineProperties(file, {
    size: { value: size },
    arrayBuffer: { value: () => Promise.reject(new Error("read into memory")) },
  });

test.each([
  ["too many files", "many", () => Array.from({ length: MOST_SHARED + 1 }, () => unread(photo("one")))],
  ["a file beyond any photo", "too_big", () => [photo("good"), unread(photo("huge"), 50_000_000)]],
  ["a file that is no picture", "wrong_type", () => [unread(photo("page", "text/html"))]],
])("%s: never read into memory, and the person is told", async (_, problem, files) => {
  expect(await keepShared(files())).toBe(problem);
  expect(await waiting()).toEqual([]);
});

test("a form without photos only opens the app", async () => expect(await share([])).toBe("/report"));
