// What the signs on the map mean, with the very shapes that the map draws.
import { SIGNS, type Sign } from "../design/status-shapes";
import { StatusSign } from "../design/status-sign";
import { desk } from "../words/staff";

const MEANS: Record<Sign, string> = {
  waiting: desk.status.triaged,
  planned: desk.status.planned,
  in_work: desk.status.in_work,
  done: desk.queue.done,
};

/** `offMap` is how many reports have only words for a place. */
export function MapLegend({ offMap }: { offMap: number }) {
  return (
    <ul class="map-legend" aria-label={desk.legend}>
      {SIGNS.map((sign) => (
        <li key={sign}>
          <StatusSign sign={sign} />
          {MEANS[sign]}
        </li>
      ))}
      {offMap > 0 && <li class="quiet">{desk.offMap(offMap)}</li>}
    </ul>
  );
}
