// The day on a map, in the order of the list, which says the same and never waits for it. Its code comes when it is opened.
import { lazy } from "../design/lazy";
import { navigate } from "../design/router";
import { day } from "../words/crew-day";
import { PageHead } from "./page-head";
import { useOrder } from "./use-order";

const CrewMap = lazy(() => import("../map/crew-map").then((file) => file.CrewMap), { failed: () => day.map.missing });

export function MapScreen() {
  const { jobs } = useOrder();
  return (
    <>
      <PageHead title={day.map.title} />
      <CrewMap jobs={jobs} order={jobs.map(({ id }) => id)} selectedId={null} onOpen={(id) => navigate(`/crew/jobs/${id}`)} />
    </>
  );
}
