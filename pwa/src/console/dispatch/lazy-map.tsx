// Fetches the map's code when there is somewhere to show it; the list never waits for it.
import { useEffect, useState } from "preact/hooks";
import type { DistrictMap } from "../../map/district-map";
import { desk } from "../../words/staff";

type MapProps = Parameters<typeof DistrictMap>[0];

export function LazyMap(props: MapProps) {
  const [state, setState] = useState<{ Map: typeof DistrictMap } | "coming" | "failed">("coming");
  useEffect(() => {
    let wanted = true;
    import("../../map/district-map").then(
      (file) => wanted && setState({ Map: file.DistrictMap }),
      () => wanted && setState("failed"),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (state === "coming") return <p class="map-words">{desk.mapLoading}</p>;
  if (state === "failed") return <p class="map-words">{desk.mapNotLoaded}</p>;
  return <state.Map {...props} />;
}
