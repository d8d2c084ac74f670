// What a file is by its first bytes (never by its name), and how far a picture is shrunk. Pure.
export type PhotoKind = "image/jpeg" | "image/png" | "image/webp" | "image/heic";

const HEIC_BRANDS = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"];

/** The type of a photo from its first 12 bytes or more; null when it is none that we take. */
export function kindOf(head: Uint8Array): PhotoKind | null {
  const text = (from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "image/jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  if (text(4, 8) === "ftyp" && HEIC_BRANDS.includes(text(8, 12))) return "image/heic";
  return null;
}

/** The size that fits into a square of `longest` pixels; never larger than the picture, never below one pixel. */
export function shrunkSize(width: number, height: number, longest: number): { width: number; height: number } {
  const factor = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
