// The buttons above the desk's map: the whole city, what it shows, and the way to the history.
import { atlasWords as say } from "../words/atlas";
import { desk } from "../words/staff";
import "./map-modes.css";

interface Props {
  load: boolean;
  heat: boolean;
  onCity: () => void;
  onLoad: (on: boolean) => void;
  onHeat: (on: boolean) => void;
}

export function MapModes({ load, heat, onCity, onLoad, onHeat }: Props) {
  return (
    <div class="map-modes">
      <button type="button" class="button" onClick={onCity}>
        {desk.wholeCity}
      </button>
      <button type="button" class="button" aria-label={say.loadOverlay} title={say.loadOverlay} aria-pressed={load} onClick={() => onLoad(!load)}>
        {say.loadShort}
      </button>
      <button type="button" class="button" aria-pressed={heat} onClick={() => onHeat(!heat)}>
        {say.heat}
      </button>
      <a class="button" href="/desk/history">
        {say.toHistory}
      </a>
    </div>
  );
}
