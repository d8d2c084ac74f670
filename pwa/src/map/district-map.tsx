// The dispatcher's map: districts and reports on a quiet ground. Large, so only ever loaded by import().
import { useEffect, useRef, useState } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import type { CrewDoc, DistrictDoc, RequestDoc } from "../store/views";
import { desk } from "../words/staff";
import type { CrewPin } from "./crew-pins";
import { layDeskGround } from "./ground";
import { MapLegend } from "./map-legend";
import { openMap, type MapView } from "./map-view";

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
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | null>(null);
  const select = useRef(onSelect);
  select.current = onSelect;
  const [missing, setMissing] = useState(false);

  useEffect(() => {
    if (!host.current) return;
    try {
      view.current = openMap(host.current, (id) => select.current(id), desk, layDeskGround);
    } catch {
      setMissing(true); // No WebGL: the list shows the same.
    }
    return () => view.current?.remove();
  }, []);
  useEffect(
    () => view.current?.show({ districts, crews, requests, selectedId, pickedIds: selectedIds, crewPins }),
    [districts, crews, requests, selectedId, selectedIds, crewPins],
  );

  if (missing) return <p class="notice map-missing">{desk.mapMissing}</p>;
  return (
    <div class="district-map">
      <div class="map-canvas" ref={host} />
      <button type="button" class="button map-city" onClick={() => view.current?.wholeCity()}>
        {desk.wholeCity}
      </button>
      <MapLegend offMap={requests.filter(({ place }) => place.lat == null || place.lon == null).length} />
    </div>
  );
}
