// The check of a bucket: how many things it holds, and a sum over them that does not depend on order (SYNC-018).
// Twin of check.py.
const TABLE = Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

/** CRC-32 of text whose characters are all ASCII, as kinds and ids are. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) crc = (crc >>> 8) ^ (TABLE[(crc ^ text.charCodeAt(i)) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The number that a thing adds to the sum, modulo 2^32. */
export function mark(kind: string, id: string, ver: number): number {
  let x = crc32(`${kind}/${id}/${ver}`);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
