// The public reference of a service request: ten random Crockford base32 characters and one check character.
// The check is the sum of g^i * character over GF(32) (SYNC-010). Twin of reference.py.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM = 10;

const valueOf = (letter: string): number =>
  letter === "O" ? 0 : letter === "I" || letter === "L" ? 1 : ALPHABET.indexOf(letter);

/** x times g in GF(32) with the polynomial x^5 + x^2 + 1. */
const double = (x: number): number => (x << 1) ^ (x & 0b10000 ? 0b100101 : 0);

const check = (values: number[]): number => values.reduceRight((total, value) => double(total ^ value), 0);

const spell = (values: number[]): string => values.map((v) => ALPHABET.charAt(v)).join("");

/** A new reference, 11 characters, no hyphens, from ten random bytes. */
export function make(random: (bytes: number) => Uint8Array): string {
  const values = [...random(RANDOM)].map((byte) => byte & 31);
  return spell([...values, check(values)]);
}

/** The reference in what somebody typed or read aloud, or null when it cannot be one. */
export function parse(spoken: string): string | null {
  const values = [...spoken.slice(0, 40).toUpperCase().replace(/[- \t\n.]/g, "")].map(valueOf);
  if (values.length !== RANDOM + 1 || values.includes(-1)) return null;
  return check(values.slice(0, RANDOM)) === values[RANDOM] ? spell(values) : null;
}

/** As people read it: K7QM-3XD9-2FT. */
export const show = (reference: string): string =>
  `${reference.slice(0, 4)}-${reference.slice(4, 8)}-${reference.slice(8)}`;
