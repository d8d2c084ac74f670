// The map of the desk's history: what is chosen of all requests there ever were. Only ever loaded by import().
import { useEffect, useRef, useState } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { SIGNS } from "../design/status-shapes";
import { StatusSign } from "../design/status-sign";
import type { CrewDoc, DistrictDoc } from "../store/views";
import { atlasWords as say } from "../words/atlas";
import { desk } from "../words/staff";
import { openAtlas } from "./atlas-view";
import type { Bounds } from "./geometry";
import { HeatLegend } from "./heat-legend";
import type { Pin } from "./layers";
import "./atlas-map.css";
import { useMap } from "./use-map";

interface Props {
  districts: DistrictDoc[];
  crews: CrewDoc[];
  query: string;
  heat: boolean;
  selected: Pin | null;
  onSelect: (id: string, reference: string) => void;
  onMove: (box: Bounds) => void;
}

export function AtlasMap({ districts, crews, query, heat, selected, onSelect, onMove }: Props) {
  const hears = useRef({ onSelect, onMove });
  hears.current = { onSelect, onMove };
  const [failed, setFailed] = useState(false);
  const [most, setMost] = useState(0);
  // The list and the tables say the same.
  const { host, view, missing } = useMap((element) =>
    openAtlas(
      element,
      { select: (...one) => hears.current.onSelect(...one), move: (box) => hears.current.onMove(box), heat: setMost, failed: setFailed },
      { ...desk, map: say.map, group: say.group },
    ),
  );
  useEffect(() => view.current?.show({ districts, crews, query, heat, selected }), [districts, crews, query, heat, selected]);
  if (missing) return <p class="notice map-missing">{desk.mapMissing}</p>;
  return (
    <div class="district-map">
      <div class="map-canvas" ref={host} />
      <button type="button" class="button map-city" onClick={() => view.current?.wholeCity()}>
        {desk.wholeCity}
      </button>
      {failed && (
        <div class="map-failed notice" role="alert">
          <p>{say.tilesFailed}</p>
          <button type="button" class="button" onClick={() => view.current?.again()}>
            {say.again}
          </button>
        </div>
      )}
      {heat ? <HeatLegend most={most} /> : <Signs />}
    </div>
  );
}

function Signs() {
  return (
    <ul class="map-legend" aria-label={desk.legend}>
      {SIGNS.map((sign) => (
        <li key={sign}>
          <StatusSign sign={sign} />
          {say.signs[sign]}
        </li>
      ))}
      <li>
        <span class="map-count-key">12</span>
        {say.groupKey}
      </li>
      <li>
        <span class="map-count-key map-count-late">12</span>
        {say.lateKey}
      </li>
    </ul>
  );
}
