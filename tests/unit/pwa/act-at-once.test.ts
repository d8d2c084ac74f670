// An act is done once it is on the disk: the screen shows it then, however long reading the disk takes.
import { openPage } from "./page";

afterEach(() => vi.restoreAllMocks());

const comment = (id: string) => ["request.comment", "request/r", { id, text: "Hello" }] as const;

test("it is shown, photos and all, without waiting for the disk to be read", async () => {
  const page = await openPage();
  const { DeviceStore } = await import("../../../pwa/src/store/device-store");
  vi.spyOn(DeviceStore.prototype, "look").mockReturnValue(new Promise(() => undefined));
  const photo = { id: crypto.randomUUID(), bytes: new ArrayBuffer(7), mime: "image/jpeg", sha256: "ab" };
  await page.act(...comment("one"), [photo]);
  expect(page.outbox.value.map(({ kind, photosLeft, bytesLeft }) => [kind, photosLeft, bytesLeft])).toEqual([["request.comment", 1, 7]]);
});

test("a look at the disk from before it does not take it off the screen", async () => {
  const page = await openPage();
  const { DeviceStore } = await import("../../../pwa/src/store/device-store");
  const before = page.outbox.value.length;
  const { look } = DeviceStore.prototype;
  let goOn: (() => void) | null = null;
  vi.spyOn(DeviceStore.prototype, "look").mockImplementationOnce(async function (this: InstanceType<typeof DeviceStore>) {
    const found = await look.call(this);
    await new Promise<void>((done) => (goOn = done));
    return found;
  });
  const seen: number[] = [];
  const stop = page.outbox.subscribe((rows) => void seen.push(rows.length));
  const reading = page.answerRead("none");
  const finish = await vi.waitUntil<(() => void) | null>(() => goOn);
  await page.act(...comment("two"));
  finish?.();
  await reading;
  stop();
  expect(seen).toEqual([before, ...seen.slice(1).map(() => before + 1)]);
  expect(page.outbox.value.length).toBe(before + 1);
});
