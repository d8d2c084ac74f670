// A map for one pin: tap to place it. Large, so only ever loaded by import(), and never the only way.
import { useEffect, useRef } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { words } from "../words/words";
import { openPinMap, type Pinned } from "./pin-view";
import { useMap } from "./use-map";
import "./pin-map.css";

interface Props extends Pinned {
  onPlace: (at: { lat: number; lon: number }) => void;
}

export function PinMap({ onPlace, ...shown }: Props) {
  const place = useRef(onPlace);
  place.current = onPlace;
  // The arrows and the words do the same.
  const { host, view, missing } = useMap((element) => openPinMap(element, (at) => place.current(at)));
  useEffect(() => view.current?.show(shown), [shown.fix, shown.pin, shown.outlines, shown.houses]);

  if (missing) return <p role="status">{words.pin.failed}</p>;
  return (
    <div class="district-map pin-map">
      <div class="map-canvas" ref={host} />
    </div>
  );
}
