// Where a HEIC keeps what the camera wrote beside the pixels (EXIF, XMP), by its table of contents (ISO 14496-12, `meta`).
// The file is a stranger's: what does not fit into the bytes that are there is not there. Pure.
export interface Span {
  start: number;
  length: number;
}

/** The table of contents comes first and is small. */
export const HEAD_BYTES = 262_144;

interface Box {
  type: string;
  from: number;
  to: number;
}

/** The EXIF of a HEIC, from its first HEAD_BYTES: offsets into the whole file. */
export const exifInHeic = (head: Uint8Array): Span[] => itemsOf(head, ["Exif"]);

/** All that a camera writes beside the pixels. */
export const writtenInHeic = (head: Uint8Array): Span[] => itemsOf(head, ["Exif", "mime"]);

function itemsOf(head: Uint8Array, types: readonly string[]): Span[] {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const meta = boxesIn(view, 0, view.byteLength).find(({ type }) => type === "meta");
  if (!meta) return [];
  const inside = boxesIn(view, meta.from + 4, meta.to);
  const [names, places] = ["iinf", "iloc"].map((name) => inside.find(({ type }) => type === name));
  try {
    if (names && places) return spansAt(view, places, idsIn(view, names, types));
  } catch (error) {
    // Read past the end: the table is cut off or lies.
    if (!(error instanceof RangeError)) throw error;
  }
  return [];
}

/** The boxes that begin in this stretch, each cut to it. A size of 0 means: to the end. */
function boxesIn(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at) || to - at;
    if (size < 8) break;
    const end = Math.min(at + size, to);
    found.push({ type: textAt(view, at + 4), from: at + 8, to: end });
    at = end;
  }
  return found;
}

const textAt = (view: DataView, at: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4));

/** The ids of the items of these types. */
function idsIn(view: DataView, { from, to }: Box, types: readonly string[]): Set<number> {
  const ids = new Set<number>();
  const first = from + (view.getUint8(from) === 0 ? 6 : 8);
  for (const { type, from: at } of boxesIn(view, first, to)) {
    const wide = view.getUint8(at) === 3;
    if (type === "infe" && types.includes(textAt(view, at + (wide ? 10 : 8)))) ids.add(wide ? view.getUint32(at + 4) : view.getUint16(at + 4));
  }
  return ids;
}

/** Where those items lie, as far as they lie in the file itself. Throws RangeError when the table ends early. */
function spansAt(view: DataView, { from, to }: Box, ids: Set<number>): Span[] {
  const version = view.getUint8(from);
  let at = from + 4;
  const read = (bytes: number): number => {
    if (at + bytes > to) throw new RangeError("cut off");
    let value = 0;
    for (const end = at + bytes; at < end; at++) value = value * 256 + view.getUint8(at);
    return value;
  };
  const [sizes, more] = [read(1), read(1)];
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 4, sizes & 15, more >> 4, version > 0 ? more & 15 : 0];
  const spans: Span[] = [];
  if (offsetSize + lengthSize === 0) return spans; // Extents that take no bytes could be counted for hours.
  for (let left = read(version < 2 ? 2 : 4); left > 0; left--) {
    const id = read(version < 2 ? 2 : 4);
    const inFile = version === 0 || (read(2) & 15) === 0;
    read(2);
    const base = read(baseSize);
    for (let extents = read(2); extents > 0; extents--) {
      read(indexSize);
      const span = { start: base + read(offsetSize), length: read(lengthSize) };
      if (inFile && ids.has(id)) spans.push(span);
    }
  }
  return spans;
}
