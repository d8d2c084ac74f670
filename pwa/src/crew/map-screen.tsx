// The day on a map, in the order of the list, which says the same and never waits for it. Its code comes when it is opened.
import { Icon } from "../design/icon";
import { lazy } from "../design/lazy";
import { navigate } from "../design/router";
import { crew } from "../words/staff";
import { day } from "../words/crew-day";
import { useOrder } from "./use-order";

const CrewMap = lazy(() => import("../map/crew-map").then((file) => file.CrewMap), { failed: () => day.map.missing });

export function MapScreen() {
  const { jobs } = useOrder();
  return (
    <>
      <a class="button button-quiet back" href="/crew">
        <Icon name="arrow-left" />
        {crew.backToToday}
      </a>
      <h1 tabIndex={-1}>{day.map.title}</h1>
      <CrewMap jobs={jobs} order={jobs.map(({ id }) => id)} selectedId={null} onOpen={(id) => navigate(`/crew/jobs/${id}`)} />
    </>
  );
}
