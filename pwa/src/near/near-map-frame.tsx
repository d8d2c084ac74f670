// The map of what is near, once somebody wants it: its code and the library come only then, and the list stays.
import { lazy } from "../design/lazy";
import type { NearMap } from "../map/near-map";
import { crews, districts } from "../store";
import { near } from "../words/near";

const Drawn = lazy(() => import("../map/near-map").then((file) => file.NearMap), {
  coming: () => near.map.loading,
  failed: () => near.map.notLoaded,
});

export function NearMapFrame(props: Omit<Parameters<typeof NearMap>[0], "districts" | "crews">) {
  return (
    <div class="near-map">
      <Drawn {...props} districts={districts.value} crews={crews.value} />
    </div>
  );
}
