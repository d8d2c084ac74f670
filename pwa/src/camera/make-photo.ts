// Makes a chosen file ready to be kept: upright, shrunk, its EXIF gone, hashed. Where the browser cannot open the file
// (HEIC outside Safari) its own bytes are kept, what the camera wrote blotted out, and the server makes the pictures.
// Runs in a worker and in a page alike.
import { MAX_PHOTO_BYTES } from "@sync/protocol/messages";
import type { Photo } from "../store/views";
import { HEAD_BYTES, writtenInHeic } from "./heic-items";
import { kindOf, shrunkSize, type PhotoKind } from "./photo-rules";
import { PhotoProblem } from "./photo-problem";

/** A photo before it has an id. */
export type Made = Omit<Photo, "id">;

/** The longer side of a kept photo, in pixels, and its JPEG quality: half of all photos stay below 400 kB. */
const LONGEST = 1600;
const QUALITY = 0.8;

/** Throws PhotoProblem "wrong_type", "too_big" or "unreadable"; nothing else. */
export async function makePhoto(file: Blob): Promise<Made> {
  const head = new Uint8Array(await readBytes(file.slice(0, 32)));
  const kind = kindOf(head);
  if (!kind) throw new PhotoProblem("wrong_type");
  const jpeg = await shrink(file);
  if (jpeg) return hashed(jpeg, "image/jpeg");
  return hashed(await original(file, kind), kind);
}

async function hashed(bytes: ArrayBuffer, mime: string): Promise<Made> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { bytes, mime, sha256 };
}

/** Files that this browser may fail to open but the server can; any other unopened file is broken. */
async function original(file: Blob, kind: PhotoKind): Promise<ArrayBuffer> {
  if (kind !== "image/heic") throw new PhotoProblem("unreadable");
  if (file.size > MAX_PHOTO_BYTES) throw new PhotoProblem("too_big");
  const bytes = await readBytes(file);
  for (const { start, length } of writtenInHeic(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, HEAD_BYTES))))
    new Uint8Array(bytes).fill(0, start, start + length);
  return bytes;
}

/** A file may vanish between the choice and the reading (a card pulled out, a permission gone). */
async function readBytes(part: Blob): Promise<ArrayBuffer> {
  try {
    return await part.arrayBuffer();
  } catch {
    throw new PhotoProblem("unreadable");
  }
}

/** JPEG bytes of the upright, shrunk picture, or null when this browser cannot open it. */
async function shrink(file: Blob): Promise<ArrayBuffer | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  try {
    const { width, height } = shrunkSize(picture.width, picture.height, LONGEST);
    const jpeg = await toJpeg(picture, width, height);
    return jpeg && jpeg.size <= MAX_PHOTO_BYTES ? await jpeg.arrayBuffer() : null;
  } finally {
    picture.close();
  }
}

async function toJpeg(picture: ImageBitmap, width: number, height: number): Promise<Blob | null> {
  if (typeof OffscreenCanvas !== "undefined") {
    const canvas = new OffscreenCanvas(width, height);
    if (draw(canvas.getContext("2d"), picture, width, height)) return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  }
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  draw(canvas.getContext("2d"), picture, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

type Paper = Pick<CanvasRenderingContext2D, "imageSmoothingQuality" | "drawImage">;

function draw(paper: Paper | null, picture: ImageBitmap, width: number, height: number): boolean {
  if (!paper) return false;
  // Shrunk by the default way, a picture flickers with false detail, which costs bytes too.
  paper.imageSmoothingQuality = "high";
  paper.drawImage(picture, 0, 0, width, height);
  return true;
}
