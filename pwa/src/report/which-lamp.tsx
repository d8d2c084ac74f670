// Which lamp? The nearest with their numbers, one tap each, and a field for the number on the pole. Nobody has to.
import type { PlaceFound } from "@sync/protocol/messages";
import { useEffect, useState } from "preact/hooks";
import { TextField } from "../design/text-field";
import { nearAssets, searchPlaces, services } from "../store";
import { change, type Draft } from "./draft";
import { withAsset, withNumber } from "./lamp";
import { words } from "../words/words";

const SHOWN = 4;
const PAUSE_MS = 250;
const say = words.find.lamp;

export function WhichLamp({ it }: { it: Draft }) {
  const kind = services.value.find(({ id }) => id === it.serviceCode)?.asset_kind;
  const before = it.beforeLamp ?? it.place;
  const near = useNear(before?.lat, before?.lon, kind);
  const number = it.lampNumber ?? "";
  const numbered = useNumbered(kind ? number : "");
  if (!kind || !before) return null;
  const shown = [...numbered, ...near.filter((one) => numbered.every((other) => other.asset_id !== one.asset_id))].slice(0, SHOWN);

  function tap(lamp: PlaceFound): void {
    if (!before) return;
    const off = it.place?.asset_id === lamp.asset_id;
    change(off ? { place: before, beforeLamp: null } : { place: withAsset(before, lamp), beforeLamp: before });
  }
  function type(lampNumber: string): void {
    if (before) change({ lampNumber, beforeLamp: before, place: withNumber(before, lampNumber) });
  }
  return (
    <section class="stack stack-tight" aria-labelledby="which-lamp">
      <h2 id="which-lamp">{say.which[kind] ?? say.whichOther}</h2>
      <p class="quiet">{say.lead}</p>
      {shown.length > 0 && (
        <div class="tiles" role="group" aria-labelledby="which-lamp">
          {shown.map((lamp) => (
            <button key={lamp.asset_id} type="button" class="tile" aria-pressed={it.place?.asset_id === lamp.asset_id} onClick={() => tap(lamp)}>
              {lamp.label}
              <span class="small">{words.find.away(lamp)}</span>
            </button>
          ))}
        </div>
      )}
      <TextField id="lamp-number" type="digits" label={say.number} hint={say.numberHint} value={number} onInput={type} autocomplete="off" longest={20} />
    </section>
  );
}

/** The assets around the place; none without a point or a network. */
function useNear(lat: number | null | undefined, lon: number | null | undefined, kind: string | null | undefined): PlaceFound[] {
  const [near, setNear] = useState<PlaceFound[]>([]);
  useEffect(() => {
    if (lat == null || lon == null || !kind) return setNear([]);
    let late = false;
    nearAssets({ lat, lon }, kind)
      .then(({ found }) => late || setNear(found))
      .catch(() => undefined);
    return () => void (late = true);
  }, [lat, lon, kind]);
  return near;
}

/** The assets with the typed number, after a pause in typing. */
function useNumbered(number: string): PlaceFound[] {
  const [found, setFound] = useState<PlaceFound[]>([]);
  useEffect(() => {
    let late = false;
    const words = number.trim();
    const timer = setTimeout(async () => {
      const answer = words ? await searchPlaces(words, null).catch(() => null) : null;
      if (!late) setFound(answer?.found.filter(({ kind }) => kind === "asset") ?? []);
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [number]);
  return found;
}
