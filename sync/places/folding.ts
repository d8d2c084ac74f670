// What people write for a street or an address, folded so that the same place is the same text. Twin of folding.py. Pure.
import law from "./street_words.json";

const SUFFIXES = new Set(law.suffixes);
const DIRECTIONS = new Set(law.directions);
const UNITS = new Set(law.units);
const SHORT = new Map(Object.entries(law.short));

/** N GAY ST is direction N, core GAY, suffix ST. What is not said is empty. */
export interface Street {
  core: string;
  suffix: string;
  direction: string;
}

export interface Asked {
  house: string;
  street: Street;
  zip: string;
}

/** The same for every usual way to write this street. */
export const keyOf = ({ direction, core, suffix }: Street): string => [direction, core, suffix].filter(Boolean).join(" ");

/** The words of a text in upper case, without accents and punctuation, in their usual short form. */
export function tokens(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replaceAll("&", " AND ")
    .replaceAll("#", " UNIT ")
    .replace(/['’.]/g, "")
    .replace(/([0-9])-(?=[0-9])/g, "$1");
  return (plain.match(/[A-Z0-9]+(?:\/[0-9]+)?/g) ?? []).map((word) => SHORT.get(word) ?? word);
}

export const street = (text: string): Street => streetOf(tokens(text));

/** A house number as it is compared: 12B, 12 1/2; empty without a digit. */
export function house(text: string): string {
  const found = tokens(text);
  return /^[0-9]/.test(found[0] ?? "") ? found.join(" ") : "";
}

/** The number that a folded house number begins with, 0 without one. */
export const number = (folded: string): number => Number(/^[0-9]{1,9}/.exec(folded)?.[0] ?? 0);

/** The address in a text: what follows a comma, a unit or the street is the city's name or a ZIP and left out. */
export function asked(text: string): Asked {
  const comma = text.indexOf(",");
  const first = comma < 0 ? text : text.slice(0, comma);
  let words = tokens(/\p{L}/u.test(first) ? first : text.replace(",", " "));
  const zip = tokens(text).slice(1).findLast((word) => /^[0-9]{5}$/.test(word)) ?? "";
  if (words.length > 1 && words.at(-1) === zip) words = words.slice(0, -1);
  const unit = words.findIndex((word, at) => at > 0 && at < words.length - 1 && UNITS.has(word));
  if (unit > 0) words = words.slice(0, unit);
  const isNumbered = words.length === 2 && SUFFIXES.has(words[1] ?? "");
  const [begin = "", next = ""] = words;
  if (words.length > 1 && /^[0-9]+[A-Z]?$/.test(begin) && !isNumbered) {
    const takes = words.length > 2 && /^[0-9]+\/[0-9]+$/.test(next) ? 2 : 1;
    return { house: words.slice(0, takes).join(" "), street: streetOf(words.slice(takes)), zip };
  }
  const last = words.at(-1) ?? "";
  if (words.length > 1 && /^[0-9]+$/.test(last) && !["HWY", "RTE"].includes(words.at(-2) ?? ""))
    return { house: last, street: streetOf(words.slice(0, -1)), zip };
  return { house: "", street: streetOf(words), zip };
}

/** The three-letter pieces of a street's core, its beginning and end marked by blanks: GAY is __G, _GA, GAY, AY_. */
export function grams(core: string): string[] {
  const text = `  ${core} `;
  return [...new Set(Array.from({ length: text.length - 2 }, (_, at) => text.slice(at, at + 3)))];
}

function streetOf(given: string[]): Street {
  let words = given.map(ordinal);
  let direction = "";
  for (const end of [0, -1]) {
    const word = words.at(end) ?? "";
    const rest = end === 0 ? words.slice(1) : words.slice(0, -1);
    if (direction || !DIRECTIONS.has(word) || rest.every((other) => SUFFIXES.has(other))) continue;
    direction = word;
    words = rest;
  }
  const last = words.at(-1) ?? "";
  if (words.length < 2 || !SUFFIXES.has(last)) return { core: words.join(" "), suffix: "", direction };
  return { core: words.slice(0, -1).join(" "), suffix: last, direction };
}

/** A bare number in a street's name as its ordinal: 5 AVE is 5TH AVE. */
function ordinal(word: string): string {
  if (!/^[0-9]+$/.test(word)) return word;
  const value = Number(word.slice(-2));
  const end = value > 10 && value < 20 ? "TH" : (["TH", "ST", "ND", "RD"][value % 10] ?? "TH");
  return word + end;
}
