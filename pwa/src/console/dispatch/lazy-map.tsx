// The map's code comes when there is somewhere to show it; the list never waits for it.
import { lazy } from "../../design/lazy";
import { desk } from "../../words/staff";

export const LazyMap = lazy(() => import("../../map/district-map").then((file) => file.DistrictMap), {
  coming: () => desk.mapLoading,
  failed: () => desk.mapNotLoaded,
});
