// The order of Today as it stands on this phone, and what changes it; each change is kept at once.
import { session, workOrders } from "../store";
import { kept } from "../store/kept";
import { askForTour, clearOrder, handOrder, setOrder, tour } from "../store/tour";
import type { WorkOrderView } from "../store/views";
import { type Move, type OrderBy, arrange, moved, orderOf } from "./order";
import { findPosition, position } from "./position";

const choice = kept<OrderBy>("crew/order");

interface Order {
  by: OrderBy;
  jobs: WorkOrderView[];
  /** Whether a job came after somebody laid the order by hand. */
  cameLater: (id: string) => boolean;
  choose: (by: OrderBy) => void;
  move: (id: string, move: Move) => void;
}

/** A full phone shows it all the same. */
const soon = (work: Promise<unknown>): void => void work.catch(() => undefined);

export function useOrder(): Order {
  const hand = handOrder.value;
  const known = { chosen: choice.value.value, tour: tour.value, hand, from: position.value };
  const jobs = arrange(workOrders.value, session.value?.crewId ?? null, known);
  const ids = jobs.map(({ id }) => id);
  return {
    by: orderOf(known),
    jobs,
    cameLater: (id) => hand !== null && !hand.includes(id),
    choose: (by) => {
      if (by === "hand") return soon(setOrder(ids));
      soon(clearOrder());
      soon(choice.keep(by));
      if (by !== "oldest") void findPosition().then((at) => by === "route" && soon(askForTour(at)));
    },
    move: (id, move) => soon(setOrder(moved(ids, id, move))),
  };
}
