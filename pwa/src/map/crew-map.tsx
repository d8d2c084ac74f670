// The crew's map: today's stops in their order. The list says the same and never waits for it. Only ever loaded by import().
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import "./crew-map.css";
import { Icon } from "../design/icon";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import { districts } from "../store";
import { lookForBasemap } from "../store/basemaps";
import type { WorkOrderView } from "../store/views";
import { crewMap } from "../words/basemap";
import { showLength } from "../words/numbers";
import { stopsOf } from "./crew-stops";
import { openCrewMap, type Fix } from "./crew-view";
import { drawnFrom } from "./near-shapes";
import { useMap } from "./use-map";

export { keepMapCode } from "./plain-map";

interface Props {
  jobs: WorkOrderView[];
  /** Ids of the jobs in the order of Today: the number of a stop is its place in there. */
  order: string[];
  selectedId: string | null;
  onOpen: (jobId: string) => void;
}

export function CrewMap({ jobs, order, selectedId, onOpen }: Props) {
  const open = useRef(onOpen);
  open.current = onOpen;
  const [crowd, setCrowd] = useState<string[]>([]);
  const { host, view, missing } = useMap((element) => openCrewMap(element, { onOpen: (id) => open.current(id), onCrowd: setCrowd }));
  const { fix, lost, find } = useFix((found) => view.current?.goTo(found.at));
  const areas = useMemo(() => drawnFrom(districts.value), [districts.value]);
  const stops = useMemo(() => stopsOf(jobs, order).map((stop) => ({ ...stop, label: labelOf(stop, jobs) })), [jobs, order.join(" ")]);

  useEffect(() => void lookForBasemap().catch(() => undefined), []); // Then the ground stays plain.
  useEffect(() => view.current?.show({ stops, districts: areas, selectedId, fix }), [stops, areas, selectedId, fix]);

  if (missing) return <p class="notice map-missing">{crewMap.missing}</p>;
  const without = order.length - stops.length;
  return (
    <div class="district-map crew-map">
      <div class="map-canvas" ref={host} />
      <div class="map-acts">
        <button type="button" class="button" onClick={() => view.current?.wholeDay()}>
          {crewMap.whole}
        </button>
        <button type="button" class="button" onClick={find}>
          <Icon name="locate-fixed" />
          {crewMap.here}
        </button>
      </div>
      <p class="map-said" role="status">
        {lost ? crewMap.noPosition : fix ? crewMap.you(showLength(fix.accuracyM)) : without > 0 ? crewMap.noPlace(without) : ""}
      </p>
      {crowd.length > 0 && (
        <div class="map-crowd" role="group" aria-label={crewMap.chooseStop}>
          {stops.filter(({ id }) => crowd.includes(id)).map(({ id, label }) => (
            <button key={id} type="button" class="button" onClick={() => onOpen(id)}>
              {label}
            </button>
          ))}
          <button type="button" class="button button-quiet" onClick={() => setCrowd([])}>
            {crewMap.close}
          </button>
        </div>
      )}
    </div>
  );
}

function labelOf({ id, number }: { id: string; number: number }, jobs: WorkOrderView[]): string {
  const request = jobs.find((job) => job.id === id)?.request;
  return crewMap.stop(number, request ? serviceName(request.service_code) : "", placeLine(request?.place));
}

/** Where the phone is, from when somebody asks until the map goes. */
function useFix(onFirst: (fix: Fix) => void) {
  const [fix, setFix] = useState<Fix | null>(null);
  const [lost, setLost] = useState(false);
  const watch = useRef<number | null>(null);
  const latest = useRef<Fix | null>(null);
  const stop = (): void => {
    if (watch.current !== null) navigator.geolocation.clearWatch(watch.current);
    watch.current = null;
  };
  useEffect(() => stop, []);
  const find = (): void => {
    if (latest.current) onFirst(latest.current);
    if (watch.current !== null) return;
    setLost(false);
    watch.current = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const found: Fix = { at: [coords.longitude, coords.latitude], accuracyM: coords.accuracy };
        if (!latest.current) onFirst(found);
        latest.current = found;
        setFix(found);
        setLost(false);
      },
      () => {
        stop();
        setLost(latest.current === null);
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 },
    );
  };
  return { fix, lost, find };
}
