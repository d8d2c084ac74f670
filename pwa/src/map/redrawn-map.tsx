// Old districts as dashed hairlines, new ones as soft fills by crew, and the reports that would move. Only ever loaded by import().
import { useEffect } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import type { RedrawnMap as Redrawn } from "../store/districts";
import type { CrewDoc } from "../store/views";
import { districtWords as say } from "../words/districts";
import { desk } from "../words/staff";
import { openRedrawn } from "./redrawn-view";
import { useMap } from "./use-map";
import "./redrawn-map.css";

const MOST = 20_000;

interface Props {
  areas: Redrawn;
  crews: CrewDoc[];
  /** Else there is nothing to compare with: only the version's own areas are drawn. */
  isDraft: boolean;
}

export function RedrawnMap({ areas, crews, isDraft }: Props) {
  const { host, view, missing } = useMap(openRedrawn); // The table says the same.
  useEffect(() => view.current?.show(isDraft ? areas : { ...areas, before: [], moves: [] }, crews), [areas, crews, isDraft]);
  if (missing) return <p class="notice map-missing">{desk.mapMissing}</p>;
  return (
    <div class="district-map">
      <div class="map-canvas" ref={host} />
      <button type="button" class="button map-city" onClick={() => view.current?.wholeCity()}>
        {desk.wholeCity}
      </button>
      <ul class="map-legend" aria-label={say.mapLegend}>
        {isDraft && (
          <li>
            <span class="map-key map-key-old" />
            {say.mapOld}
          </li>
        )}
        <li>
          <span class="map-key map-key-new" />
          {isDraft ? say.mapNew : say.mapThese}
        </li>
        {isDraft && areas.moves.length > 0 && (
          <li>
            <span class="map-key map-key-move" />
            {say.mapMoves}
          </li>
        )}
        {isDraft && areas.moves.length >= MOST && <li class="quiet">{say.mapCut(MOST)}</li>}
      </ul>
    </div>
  );
}
