import { positionIn } from "../../../pwa/src/camera/exif-position";
import { exifInHeic } from "../../../pwa/src/camera/heic-items";
import { makePhoto } from "../../../pwa/src/camera/make-photo";

interface Said {
  little?: boolean;
  sides?: string;
  lat?: number[];
  lon?: number[];
  count?: number;
  gpsAt?: number;
  entries?: number;
}

/** A TIFF as cameras write it: one directory that names the GPS directory, whose six rationals come last. */
function tiff({ little = true, sides = "NE", lat = [43, 1, 28, 1, 2814, 100], lon = [11, 1, 53, 1, 645, 100], count = 3, gpsAt = 26, entries = 4 }: Said = {}): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(128);
  const view = new DataView(bytes.buffer);
  const entry = (at: number, tag: number, type: number, n: number, value: number): void => {
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, n, little);
    view.setUint32(at + 8, value, little);
  };
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 1, little);
  entry(10, 0x8825, 4, 1, gpsAt);
  view.setUint16(26, entries, little);
  entry(28, 1, 2, 2, 0);
  entry(40, 2, 5, count, 80);
  entry(52, 3, 2, 2, 0);
  entry(64, 4, 5, count, 104);
  [36, 60].forEach((at, i) => (bytes[at] = sides.charCodeAt(i)));
  [...lat, ...lon].forEach((part, i) => view.setUint32(80 + 4 * i, part, little));
  return bytes;
}

const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
const u16 = (n: number): number[] => [n >> 8, n & 255];
const u32 = (n: number): number[] => [...u16(n >>> 16), ...u16(n & 0xffff)];

const jpeg = (inside: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xe1, ...u16(inside.length + 8), ...text("Exif\0\0"), ...inside, 0xff, 0xda, 0, 2]);

const box = (type: string, ...inside: number[]): number[] => [...u32(inside.length + 8), ...text(type), ...inside];

/** Two items, the second of them EXIF: its place in the file comes from `iloc`. */
function heic(inside: Uint8Array, change: (iloc: number[]) => number[] = (it) => it): Uint8Array<ArrayBuffer> {
  const whole = (start: number): number[] => [
    ...box("ftyp", ...text("heic"), ...u32(0), ...text("mif1heic")),
    ...box("meta", ...u32(0),
      ...box("iinf", ...u32(0), ...u16(2), ...box("infe", ...u32(0x02000000), ...u16(1), ...u16(0), ...text("hvc1"), 0), ...box("infe", ...u32(0x02000000), ...u16(7), ...u16(0), ...text("Exif"), 0)),
      ...box("iloc", ...change([...u32(0), 0x44, 0, ...u16(2), ...u16(1), ...u16(0), ...u16(1), ...u32(9), ...u32(1), ...u16(7), ...u16(0), ...u16(1), ...u32(start), ...u32(inside.length + 4)])),
    ),
    ...box("mdat", ...u32(0), ...inside),
  ];
  const length = whole(0).length;
  return Uint8Array.from(whole(length - inside.length - 4));
}

const read = (bytes: Uint8Array<ArrayBuffer>) => positionIn(new Blob([bytes]));
const HERE = { lat: 43 + 28 / 60 + 28.14 / 3600, lon: 11 + 53 / 60 + 6.45 / 3600 };

test.each([true, false])("a JPEG says where it was taken, little end first: %s", async (little) => {
  const found = await read(jpeg(tiff({ little })));
  expect(found?.lat).toBeCloseTo(HERE.lat, 9);
  expect(found?.lon).toBeCloseTo(HERE.lon, 9);
});
test("south and west are below zero", async () => {
  const found = await read(jpeg(tiff({ sides: "SW" })));
  expect([found?.lat, found?.lon]).toEqual([-HERE.lat, -HERE.lon]);
});
test("a HEIC says it too", async () => expect((await read(heic(tiff())))?.lat).toBeCloseTo(HERE.lat, 9));
// Node opens no picture at all: to this code it is a browser that cannot open HEIC.
test("a HEIC that this browser cannot open is kept without what the camera wrote into it", async () => {
  const whole = heic(tiff());
  const kept = new Uint8Array((await makePhoto(new Blob([whole]))).bytes);
  expect(kept.length).toBe(whole.length);
  const begin = whole.length - tiff().length - 4;
  expect(kept.slice(0, begin)).toEqual(whole.slice(0, begin));
  expect(kept.slice(begin).every((byte) => byte === 0)).toBe(true);
});

test.each<[string, Said]>([
  ["zeros, as a camera without a fix writes them", { lat: [0, 1, 0, 1, 0, 1], lon: [0, 1, 0, 1, 0, 1] }],
  ["nothing divided by nothing", { lat: [0, 0, 0, 0, 0, 0] }],
  ["something divided by nothing", { lat: [43, 0, 0, 1, 0, 1] }],
  ["a latitude beyond the pole", { lat: [91, 1, 0, 1, 0, 1] }],
  ["a longitude beyond the date line", { lon: [180, 1, 1, 1, 0, 1] }],
  ["sides that are none", { sides: "XY" }],
  ["sides in the wrong order", { sides: "EN" }],
  ["a huge count of numbers", { count: 0xffffffff }],
  ["a directory beyond the end", { gpsAt: 0xfffffff0 }],
  ["a directory within itself", { gpsAt: 8 }],
  ["a directory without entries", { entries: 0 }],
])("%s is no position", async (_name, said) => expect(await read(jpeg(tiff(said)))).toBeNull());

test("a directory that claims more entries than there are is read as far as it goes", async () =>
  expect(await read(jpeg(tiff({ entries: 0xffff })))).not.toBeNull());

test.each([
  ["JPEG", jpeg(tiff())],
  ["HEIC", heic(tiff())],
])("a %s cut off anywhere is read without harm", async (_name, whole) => {
  for (let length = 0; length < whole.length; length++) await expect(read(whole.slice(0, length))).resolves.toBeDefined();
});

test.each([
  ["JPEG", jpeg(tiff())],
  ["HEIC", heic(tiff())],
])("a %s with any one byte wrong gives a true position or none", async (_name, whole) => {
  for (let at = 0; at < whole.length; at++)
    for (const wrong of [0, 1, 0x7f, 0xff]) {
      const found = await read(whole.with(at, wrong) as Uint8Array<ArrayBuffer>);
      expect(found === null || (Math.abs(found.lat) <= 90 && Math.abs(found.lon) <= 180)).toBe(true);
    }
});

test("extents that take no bytes are none, however many are claimed", () => {
  const endless = (): number[] => [...u32(0), 0, 0, ...u16(20), ...Array.from({ length: 20 }, () => [...u16(7), ...u16(0), ...u16(0xffff)]).flat()];
  expect(exifInHeic(heic(tiff(), endless))).toEqual([]);
});
test("a photo without EXIF and a picture of another kind say nothing", async () => {
  expect(await read(Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2]))).toBeNull();
  expect(await read(Uint8Array.from(text("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")))).toBeNull();
});
