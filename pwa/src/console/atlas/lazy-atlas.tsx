// The map's code comes when there is somewhere to show it; list and tables never wait for it.
import { lazy } from "../../design/lazy";
import { desk } from "../../words/staff";

export const LazyAtlas = lazy(() => import("../../map/atlas-map").then((file) => file.AtlasMap), {
  coming: () => desk.mapLoading,
  failed: () => desk.mapNotLoaded,
});
