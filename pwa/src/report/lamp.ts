// A place that says which asset it is about: picked from those near, or its number typed. Pure.
import type { Place, PlaceFound } from "@sync/protocol/messages";
import { words } from "../words/words";

/** The asset's own point and name, and what was said about the place before. */
export function withAsset(before: Place, asset: PlaceFound): Place {
  const { lat, lon, label, asset_id } = asset;
  const point = lat == null || lon == null ? before : { lat, lon, source: "map" as const };
  return { ...point, text: said(label, before), asset_id: asset_id ?? null };
}

/** A number that nobody could look up: words, which are kept as they are. */
export const withNumber = (before: Place, number: string): Place =>
  number.trim() ? { ...before, text: said(words.find.lamp.words(number.trim()), before) } : before;

const said = (label: string, { text = "" }: Place): string => [label, text === label ? "" : text].filter(Boolean).join(", ");
