// The place that a report will have, of all that was said about it. Pure.
import type { Place } from "@sync/protocol/messages";
import type { Spot } from "../camera/exif-position";
import type { Fix } from "../place/locate";
import type { Draft } from "./draft";

/** What was picked by words wins, then the pin, then the point of a photo, then the fix; words alone are a place too. Null:
 * nothing was said. A pin is moved from a fix, so it is as sure as that was; for a photo no satellite vouches. */
export function placeOf({ placeText, picked, pin }: Draft, fix: Fix | null, ofPhoto: Spot | null = null): Place | null {
  const text = placeText.trim();
  if (picked && picked.label === text && picked.lat != null && picked.lon != null)
    return { lat: picked.lat, lon: picked.lon, source: "typed", text, asset_id: picked.asset_id ?? null };
  if (pin) return { ...pin, accuracy_m: fix?.accuracy_m ?? null, source: "map", text };
  if (ofPhoto) return { ...ofPhoto, source: "map", text };
  if (fix) return { ...fix, source: "gps", text };
  return text ? { source: "typed", text } : null;
}
