// Finding addresses and assets in what a phone carries, without a network: as the server finds them. Pure.
import type { PlaceFound, PlacePack } from "../protocol/messages";
import { asked, grams, house, number, street, type Asked, type Street } from "./folding";
import { ENOUGH, fit } from "./ranking";

const LOOKED_AT = 80;
const NEIGHBOURS = 200;

export interface Point {
  lat: number;
  lon: number;
}

interface House extends Point {
  house: string;
  number: number;
}

interface Line {
  name: string;
  folded: Street;
  nGrams: number;
  houses: House[];
}

/** A pack made ready for searching: made once, asked often. */
export interface PlaceIndex {
  pack: PlacePack;
  lines: Line[];
  /** Three-letter piece -> the streets that have it. */
  having: Map<string, number[]>;
}

export function indexOf(pack: PlacePack): PlaceIndex {
  const having = new Map<string, number[]>();
  const lines = pack.streets.map((name, id): Line => {
    const folded = street(name);
    const pieces = grams(folded.core);
    for (const piece of pieces) {
      const ids = having.get(piece);
      if (ids) ids.push(id);
      else having.set(piece, [id]);
    }
    return { name, folded, nGrams: pieces.length, houses: [] };
  });
  pack.houses.street.forEach((id, at) => {
    const text = pack.houses.house[at] ?? "";
    const one = { house: text, number: number(house(text)), lat: pack.houses.lat[at] ?? 0, lon: pack.houses.lon[at] ?? 0 };
    lines[id]?.houses.push(one);
  });
  return { pack, lines, having };
}

/** Places that the words may mean, the best first; of equal ones the nearer comes first. */
export function search(index: PlaceIndex, words: string, near: Point | null = null, limit = 8): PlaceFound[] {
  const wanted = asked(words);
  const found = streets(index, wanted.street)
    .map(({ line, fits }) => {
      const place = placed(line, wanted, near);
      const known = !wanted.house || place.kind === "street" ? 0 : place.exact === false ? 0.04 : 0.12;
      return { place, worth: fits + known, size: line.houses.length };
    })
    .sort((a, b) => round(b.worth) - round(a.worth) || (a.place.distance_m ?? 0) - (b.place.distance_m ?? 0) || b.size - a.size);
  return [...numbered(index, words, near), ...found.map(({ place }) => place)].slice(0, limit);
}

/** The assets within the radius, of one kind or all, the nearest first. */
export function nearest({ pack: { assets } }: PlaceIndex, at: Point, kind: string | null, radiusM = 75, limit = 5): PlaceFound[] {
  return assets.id
    .flatMap((_, i) => (kind === null || assets.kind[i] === kind ? [assetAt(assets, i, at)] : []))
    .filter(({ distance_m }) => (distance_m ?? 0) <= radiusM)
    .sort((a, b) => (a.distance_m ?? 0) - (b.distance_m ?? 0))
    .slice(0, limit);
}

/** The house nearest to a point, null when none is within the radius. */
export const nearestHouse = (index: PlaceIndex, at: Point, radiusM = 60): PlaceFound | null => around(index, at, radiusM, 1)[0] ?? null;

/** The houses within the radius, the nearest first. */
export function around({ lines }: PlaceIndex, at: Point, radiusM = 150, limit = 60): PlaceFound[] {
  return lines
    .flatMap(({ name, houses }) =>
      houses
        .filter((one) => distanceM(at, one) <= radiusM)
        .map((one) => withDistance({ kind: "address", label: `${one.house} ${name}`, lat: one.lat, lon: one.lon, exact: true }, at)),
    )
    .sort((a, b) => (a.distance_m ?? 0) - (b.distance_m ?? 0))
    .slice(0, limit);
}

function streets({ lines, having }: PlaceIndex, wanted: Street): { line: Line; fits: number }[] {
  if (!wanted.core) return [];
  const shared = new Map<number, number>();
  for (const piece of grams(wanted.core))
    for (const id of having.get(piece) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
  return [...shared]
    .flatMap(([id, n]) => (lines[id] ? [{ line: lines[id], share: n / (lines[id].nGrams + 4) }] : []))
    .sort((a, b) => b.share - a.share)
    .slice(0, LOOKED_AT)
    .map(({ line }) => ({ line, fits: fit(wanted, line.folded) }))
    .filter(({ fits }) => fits >= ENOUGH);
}

/** The house itself, else about where it should stand between its neighbours, else the street. */
function placed(line: Line, wanted: Asked, near: Point | null): PlaceFound {
  const there = wanted.house ? line.houses.find((one) => house(one.house) === wanted.house) : undefined;
  if (there) return withDistance({ kind: "address", label: `${there.house} ${line.name}`, lat: there.lat, lon: there.lon }, near);
  const about = wanted.house ? between(number(wanted.house), line.houses) : null;
  if (about) return withDistance({ kind: "address", label: `${wanted.house} ${line.name}`, ...about, exact: false }, near);
  const middle = line.houses[Math.floor(line.houses.length / 2)];
  return withDistance({ kind: "street", label: line.name, lat: middle?.lat, lon: middle?.lon, exact: false }, near);
}

/** Where a house of this number should stand: between its neighbours on its own side of the street. */
function between(wanted: number, houses: readonly House[]): Point | null {
  const side = houses.filter((one) => one.number % 2 === wanted % 2 && Math.abs(one.number - wanted) <= NEIGHBOURS);
  const below = side.filter((one) => one.number < wanted).reduce<House | null>((best, one) => (best && best.number > one.number ? best : one), null);
  const above = side.filter((one) => one.number > wanted).reduce<House | null>((best, one) => (best && best.number < one.number ? best : one), null);
  if (!below || !above) return null;
  const share = (wanted - below.number) / (above.number - below.number);
  return { lat: below.lat + share * (above.lat - below.lat), lon: below.lon + share * (above.lon - below.lon) };
}

/** The assets with the number that is the last word: "4411", "lamp 4411". */
function numbered({ pack: { assets } }: PlaceIndex, words: string, near: Point | null): PlaceFound[] {
  const all = words.trim().split(/\s+/);
  const last = (all.at(-1) ?? "").replace(/^#/, "").toUpperCase();
  if (!/^[A-Z]{0,4}-?[0-9]{1,12}(-[0-9]{1,8})?[A-Z]?$/.test(last) || (all.length > 1 && /^[0-9]/.test(all[0] ?? ""))) return [];
  return assets.number.flatMap((text, at) => (text.toUpperCase() === last ? [assetAt(assets, at, near)] : []));
}

function assetAt(assets: PlacePack["assets"], at: number, near: Point | null): PlaceFound {
  const { id, label, lat, lon } = assets;
  return withDistance({ kind: "asset", label: label[at] ?? "", lat: lat[at], lon: lon[at], asset_id: id[at] }, near);
}

const withDistance = (place: PlaceFound, near: Point | null): PlaceFound =>
  near && place.lat != null && place.lon != null ? { ...place, distance_m: distanceM(near, { lat: place.lat, lon: place.lon }) } : place;

const round = (value: number): number => Math.round(value * 1000);

/** Metres along the ground: flat, which is exact enough within a city. */
export function distanceM(a: Point, b: Point): number {
  const east = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(b.lat - a.lat, east) * 111_195;
}
