// What is near somebody on a quiet ground: districts, signs of statuses, and where they stand. Only ever loaded by import().
import type { AroundDoc } from "@sync/protocol/messages";
import { useEffect, useMemo } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { SIGNS, type Sign } from "../design/status-shapes";
import { StatusSign } from "../design/status-sign";
import type { CrewDoc, DistrictDoc } from "../store/views";
import { near } from "../words/near";
import { words } from "../words/words";
import { openMap } from "./map-view";
import { drawnFrom, pinOf } from "./near-shapes";
import { useMap } from "./use-map";

const say = near.map;
const MEANS: Record<Sign, string> = {
  waiting: words.status.new ?? "",
  planned: words.status.planned ?? "",
  in_work: words.status.in_work ?? "",
  done: near.fixed,
};

interface Props {
  docs: AroundDoc[];
  districts: DistrictDoc[];
  crews: CrewDoc[];
  from: { lat: number; lon: number };
  chosen: string | null;
  onChoose: (reference: string) => void;
}

export function NearMap({ docs, districts, crews, from, chosen, onChoose }: Props) {
  const { host, view, missing } = useMap((element) => openMap(element, onChoose, say)); // The list shows the same.
  const areas = useMemo(() => drawnFrom(districts), [districts]);
  const pins = useMemo(() => docs.map(pinOf), [docs]);
  useEffect(
    () => view.current?.show({ districts: areas, crews, requests: pins, selectedId: chosen, from: [from.lon, from.lat] }),
    [areas, crews, pins, chosen, from.lat, from.lon],
  );
  if (missing) return <p class="notice map-missing">{say.missing}</p>;
  return (
    <div class="district-map">
      <div class="map-canvas" ref={host} />
      <button type="button" class="button map-city" onClick={() => view.current?.wholeCity()}>
        {say.whole}
      </button>
      <ul class="map-legend" aria-label={say.legend}>
        <li>
          <span class="map-you" />
          {say.you}
        </li>
        {SIGNS.map((sign) => (
          <li key={sign}>
            <StatusSign sign={sign} />
            {MEANS[sign]}
          </li>
        ))}
      </ul>
    </div>
  );
}
