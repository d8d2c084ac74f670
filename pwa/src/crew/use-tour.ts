// Has the city's tour of the day on this phone: asked for anew when it lacks a job that is here, at most once a minute.
import { useEffect } from "preact/hooks";
import { connection } from "../store";
import { askForTour, tour } from "../store/tour";
import type { WorkOrderView } from "../store/views";
import { findPositionIfAllowed, position } from "./position";

const AGAIN_MS = 60_000;
let askedAt = 0;

export function useTour(jobs: readonly WorkOrderView[]): void {
  const isOnline = connection.value === "online";
  const lacks = jobs.some(({ id }) => !tour.value?.order.includes(id));
  useEffect(() => {
    void findPositionIfAllowed().then(() => {
      if (!isOnline || !lacks || Date.now() - askedAt < AGAIN_MS) return;
      askedAt = Date.now();
      askForTour(position.peek()).catch(() => undefined); // The list has another order meanwhile.
    });
  }, [isOnline, lacks]);
}
