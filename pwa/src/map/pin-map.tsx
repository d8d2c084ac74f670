// A map for one pin: tap to place it. Large, so only ever loaded by import(), and never the only way.
import { useEffect, useRef, useState } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { words } from "../words/words";
import { openPinMap, type Pinned, type PinView } from "./pin-view";
import "./pin-map.css";

interface Props extends Pinned {
  onPlace: (at: { lat: number; lon: number }) => void;
}

export function PinMap({ onPlace, ...shown }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<PinView | null>(null);
  const place = useRef(onPlace);
  place.current = onPlace;
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (!host.current) return;
    try {
      view.current = openPinMap(host.current, (at) => place.current(at));
    } catch {
      setMissing(true); // No WebGL: the arrows and the words do the same.
    }
    return () => view.current?.remove();
  }, []);
  useEffect(() => view.current?.show(shown), [shown.fix, shown.pin, shown.outlines, shown.houses]);

  if (missing) return <p role="status">{words.pin.failed}</p>;
  return (
    <div class="district-map pin-map">
      <div class="map-canvas" ref={host} />
    </div>
  );
}
