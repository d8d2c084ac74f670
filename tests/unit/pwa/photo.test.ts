import { photoProblemWords } from "../../../pwa/src/camera/photo-problem-words";
import { PhotoProblem } from "../../../pwa/src/camera/photo-problem";
import { kindOf, shrunkSize } from "../../../pwa/src/camera/photo-rules";
import { preparePhoto } from "../../../pwa/src/camera/prepare-photo";

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const HEIC = bytes("\0\0\0\x18ftypheic\0\0\0\0mif1heic");

test.each([
  ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
  ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"],
  ["RIFF\0\0\0\0WEBPVP8 ", "image/webp"],
  ["GIF89a\x01\0\x01\0", null],
  ["<svg xmlns='http://www.w3.org/2000/svg'>", null],
  ["\0\0\0\x18ftypisom\0\0\0\0", null],
  ["", null],
])("a file is told by its first bytes: %j", (head, kind) => expect(kindOf(bytes(head))).toBe(kind));

test("an iPhone's photo is told by its first bytes", () => expect(kindOf(HEIC)).toBe("image/heic"));

test("a large photo shrinks to its longer side and keeps its shape", () => {
  expect(shrunkSize(4032, 3024, 2048)).toEqual({ width: 2048, height: 1536 });
  expect(shrunkSize(3024, 4032, 2048)).toEqual({ width: 1536, height: 2048 });
});
test("a small photo is left as it is", () => expect(shrunkSize(640, 480, 2048)).toEqual({ width: 640, height: 480 }));
test("a very long photo keeps at least one pixel", () => expect(shrunkSize(100_000, 1, 2048)).toEqual({ width: 2048, height: 1 }));

// Node has no createImageBitmap: to this code it is a browser that cannot open the file, as Chrome cannot open HEIC.
test("a photo that this browser cannot open keeps its own bytes and their hash", async () => {
  const photo = await preparePhoto(new File([HEIC], "IMG_1.HEIC"));
  expect(new Uint8Array(photo.bytes)).toEqual(HEIC);
  expect(photo.mime).toBe("image/heic");
  const { createHash } = await import("node:crypto");
  expect(photo.sha256).toBe(createHash("sha256").update(HEIC).digest("hex"));
});

const codeOf = async (file: File): Promise<string> => {
  const problem: unknown = await preparePhoto(file).catch((error: unknown) => error);
  return problem instanceof PhotoProblem ? problem.code : "no problem";
};

test("a text with the name of a photo is refused", async () => {
  expect(await codeOf(new File(["hello, this is text"], "photo.jpg"))).toBe("wrong_type");
});
test("a broken JPEG is refused as unreadable", async () => {
  expect(await codeOf(new File([bytes("\xff\xd8\xff\xe0 broken")], "photo.jpg"))).toBe("unreadable");
});
test("a HEIC beyond what the server takes is refused on the phone", async () => {
  expect(await codeOf(new File([HEIC, new Uint8Array(12_582_912)], "big.heic"))).toBe("too_big");
});
test("each refusal has its own words", () => {
  const said = (["wrong_type", "too_big", "unreadable"] as const).map((code) => photoProblemWords(new PhotoProblem(code)));
  expect(new Set(said).size).toBe(3);
});
