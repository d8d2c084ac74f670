// Where a photo was taken, from the EXIF of a JPEG or HEIC. The file is a stranger's: every offset is checked, nothing is
// followed twice, and whatever makes no sense is no position. Reads at most a few hundred kilobytes of it.
import { exifInHeic, HEAD_BYTES } from "./heic-items";
import { kindOf } from "./photo-rules";

export interface Spot {
  lat: number;
  lon: number;
}

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const GPS_IFD = 0x8825;
/** Fractions; some phones write the signed kind. */
const RATIONALS = [5, 10];
const EXIF = "Exif\0\0";

/** Null when it says none, or none that can be true. */
export async function positionIn(file: Blob): Promise<Spot | null> {
  const head = await bytesOf(file, 0, HEAD_BYTES);
  const kind = kindOf(head);
  if (kind === "image/jpeg") return inTiff(tiffInJpeg(head));
  if (kind !== "image/heic") return null;
  const [exif] = exifInHeic(head);
  if (!exif) return null;
  const item = await bytesOf(file, exif.start, exif.start + Math.min(exif.length, HEAD_BYTES));
  return inTiff(tiffInItem(item));
}

const bytesOf = async (file: Blob, from: number, to: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(from, to).arrayBuffer());

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** The first EXIF segment before the pixels. */
function tiffInJpeg(jpeg: Uint8Array): Uint8Array | null {
  const view = viewOf(jpeg);
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1];
    const length = view.getUint16(at + 2);
    if (marker === START_OF_SCAN || length < 2) return null;
    if (marker === APP1 && textAt(jpeg, at + 4, EXIF.length) === EXIF)
      return jpeg.subarray(at + 4 + EXIF.length, at + 2 + length);
    at += 2 + length;
  }
  return null;
}

/** In HEIC four bytes say how much comes before the TIFF. */
function tiffInItem(item: Uint8Array): Uint8Array | null {
  return item.length < 4 ? null : item.subarray(4 + viewOf(item).getUint32(0));
}

interface Tiff {
  view: DataView;
  little: boolean;
}

function inTiff(bytes: Uint8Array | null): Spot | null {
  if (!bytes || bytes.length < 8) return null;
  const order = textAt(bytes, 0, 2);
  const tiff = { view: viewOf(bytes), little: order === "II" };
  if ((order !== "II" && order !== "MM") || tiff.view.getUint16(2, tiff.little) !== 42) return null;
  const gps = entriesAt(tiff, tiff.view.getUint32(4, tiff.little)).get(GPS_IFD);
  if (gps === undefined) return null;
  const entries = entriesAt(tiff, tiff.view.getUint32(gps + 8, tiff.little));
  const lat = degrees(tiff, entries.get(1), entries.get(2), "NS", 90);
  const lon = degrees(tiff, entries.get(3), entries.get(4), "EW", 180);
  // Cameras without a fix write zeros; in the sea off Africa there is no pothole.
  return lat === null || lon === null || (lat === 0 && lon === 0) ? null : { lat, lon };
}

/** Tag -> where its entry of twelve bytes begins, of the entries that are whole. */
function entriesAt({ view, little }: Tiff, at: number): Map<number, number> {
  const found = new Map<number, number>();
  if (at + 2 > view.byteLength) return found;
  const end = Math.min(at + 2 + view.getUint16(at, little) * 12, view.byteLength);
  for (let entry = at + 2; entry + 12 <= end; entry += 12) found.set(view.getUint16(entry, little), entry);
  return found;
}

/** Degrees, minutes and seconds with their side of the world; null unless all of it is there and possible. */
function degrees({ view, little }: Tiff, side: number | undefined, entry: number | undefined, sides: string, most: number): number | null {
  if (side === undefined || entry === undefined) return null;
  const sign = [1, -1][sides.indexOf(String.fromCharCode(view.getUint8(side + 8)))];
  const at = view.getUint32(entry + 8, little);
  const isThree = RATIONALS.includes(view.getUint16(entry + 2, little)) && view.getUint32(entry + 4, little) === 3;
  if (sign === undefined || !isThree || at + 24 > view.byteLength) return null;
  const part = (i: number): number => view.getUint32(at + 8 * i, little) / view.getUint32(at + 8 * i + 4, little);
  const value = part(0) + part(1) / 60 + part(2) / 3600;
  return value <= most ? sign * value : null; // NaN, from 0/0, is not.
}
