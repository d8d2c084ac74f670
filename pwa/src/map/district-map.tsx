// The dispatcher's map: districts and reports on a quiet ground, or how loaded crews are, or where most is. Large, so only ever loaded by import().
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import type { CrewDoc, DistrictDoc, RequestDoc } from "../store/views";
import { workOrders } from "../store";
import { atlasWords } from "../words/atlas";
import { desk } from "../words/staff";
import { loadOf } from "./crew-load";
import type { CrewPin } from "./crew-pins";
import { layDeskGround } from "./ground";
import { HeatLegend } from "./heat-legend";
import { LoadTable } from "./load-table";
import { MapLegend } from "./map-legend";
import { MapModes } from "./map-modes";
import { openMap } from "./map-view";
import { useMap } from "./use-map";

/** More reports than this are drawn of the server's tiles. */
const MOST = 20_000;
const WORDS = { ...desk, group: atlasWords.group };

interface Props {
  districts: DistrictDoc[];
  crews: CrewDoc[];
  requests: RequestDoc[];
  selectedId: string | null;
  /** Those that are picked to be moved together: each gets a ring, also where it lies in a cluster. */
  selectedIds?: ReadonlySet<string>;
  /** Crews by where their phones were last heard of. */
  crewPins?: CrewPin[];
  onSelect: (id: string) => void;
}

export function DistrictMap({ districts, crews, requests, selectedId, selectedIds, crewPins, onSelect }: Props) {
  const select = useRef(onSelect);
  select.current = onSelect;
  const { host, view, missing } = useMap((element) => openMap(element, (id) => select.current(id), WORDS, layDeskGround));
  const [showsLoad, setShowsLoad] = useState(false);
  const [heat, setHeat] = useState(false);
  const load = useMemo(() => (showsLoad ? loadOf(workOrders.value) : null), [showsLoad, workOrders.value]);
  const tiles = requests.length > MOST ? "status=open" : null;

  useEffect(
    () => view.current?.show({ districts, crews, requests, selectedId, pickedIds: selectedIds, crewPins, load, heat, tiles }),
    [districts, crews, requests, selectedId, selectedIds, crewPins, load, heat, tiles],
  );

  if (missing) return <p class="notice map-missing">{desk.mapMissing}</p>;
  return (
    <div class="district-map">
      <div class="map-canvas" ref={host} />
      <div class="map-top">
        <MapModes load={showsLoad} heat={heat} onCity={() => view.current?.wholeCity()} onLoad={setShowsLoad} onHeat={setHeat} />
        {tiles && <p class="map-note">{atlasWords.manyOpen(requests.length)}</p>}
      </div>
      {load && <LoadTable load={load} crews={crews} />}
      {heat ? <HeatLegend most={0} /> : <MapLegend offMap={requests.filter(({ place }) => place.lat == null || place.lon == null).length} />}
    </div>
  );
}
