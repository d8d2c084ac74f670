// The row of Prepare that tells how the street map stands on this phone.
import type { BasemapView } from "../store/views";
import { basemapWords } from "../words/basemap";
import { prepare as say } from "../words/crew-prepare";
import { PrepareRow } from "./prepare-row";

export function PrepareMap({ map }: { map: BasemapView }) {
  const { state, loadedBytes, sizeBytes, reason } = map;
  const isComing = state === "loading" || state === "verifying";
  const text = isComing ? basemapWords.progress(loadedBytes, sizeBytes) : mapText(map);
  return (
    <PrepareRow name={say.rows.map} state={state === "none" ? "none" : state === "ready" ? "here" : "missing"} text={text}>
      {isComing && <progress max={Math.max(1, sizeBytes)} value={loadedBytes} aria-label={say.rows.map} />}
      {reason && <p>{basemapWords.reason(reason)}</p>}
    </PrepareRow>
  );
}

function mapText({ state, district, sizeBytes }: BasemapView): string {
  if (state === "none") return say.maps.none;
  return state === "ready" ? say.maps.here(district, sizeBytes) : say.maps.missing(sizeBytes);
}
