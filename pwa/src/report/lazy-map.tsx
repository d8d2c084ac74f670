// Fetches the map when somebody asks for it; everything goes on without.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PlaceFound } from "@sync/protocol/messages";
import { lazy } from "../design/lazy";
import type { PinMap } from "../map/pin-map";
import { ringsOf } from "../place/outline";
import { carriedHouses, districts } from "../store";
import { words } from "../words/words";

const Drawn = lazy(() => import("../map/pin-map").then((file) => file.PinMap), {
  coming: () => words.pin.coming,
  failed: () => words.pin.failed,
});

export function LazyMap(props: Omit<Parameters<typeof PinMap>[0], "outlines" | "houses">) {
  const outlines = useMemo(() => districts.value.flatMap(({ outline }) => ringsOf(outline ?? [])), [districts.value]);
  const houses = useHouses(props.middle);
  return <Drawn {...props} outlines={outlines} houses={houses} />;
}

/** The houses that this phone carries around a point; others once it is somewhere else. */
function useHouses(middle: { lat: number; lon: number }): PlaceFound[] {
  const [houses, setHouses] = useState<PlaceFound[]>([]);
  // A step of the pin is no reason to look again.
  const about = `${middle.lat.toFixed(3)} ${middle.lon.toFixed(3)}`;
  useEffect(() => {
    let late = false;
    carriedHouses(middle)
      .then((found) => late || setHouses(found))
      .catch(() => undefined);
    return () => void (late = true);
  }, [about]);
  return houses;
}
