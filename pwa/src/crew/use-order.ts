// The order of Today, kept on this phone with each change, and the jobs in it.
import { useEffect, useState } from "preact/hooks";
import { getDraft, putDraft, session, workOrders } from "../store";
import type { WorkOrderView } from "../store/views";
import { askRoute, route } from "./best-route";
import { type KeptOrder, NO_ORDER, type Move, type OrderBy, arrange, moved, orderOf } from "./order";
import { findPosition, position } from "./position";

const KEY = "today";

interface Order {
  /** False until the disk is read. */
  isRead: boolean;
  by: OrderBy;
  jobs: WorkOrderView[];
  /** Whether a job came after somebody laid the order by hand. */
  cameLater: (id: string) => boolean;
  choose: (by: OrderBy) => void;
  move: (id: string, move: Move) => void;
}

export function useOrder(): Order {
  const [kept, setKept] = useState<KeptOrder | null>(null);
  useEffect(() => {
    void getDraft<KeptOrder>(KEY).then((found) => setKept((now) => now ?? found ?? NO_ORDER));
  }, []);
  const known = { route: route.value?.order ?? null, from: position.value };
  const order = kept ?? NO_ORDER;
  const jobs = arrange(workOrders.value, session.value?.crewId ?? null, order, known);
  const ids = jobs.map(({ id }) => id);
  const keep = (next: KeptOrder): void => {
    setKept(next);
    // A full phone shows it all the same.
    void putDraft(KEY, next).catch(() => undefined);
  };
  return {
    isRead: kept !== null,
    by: orderOf(order, known),
    jobs,
    cameLater: (id) => order.by === "hand" && !order.ids.includes(id),
    choose: (by) => {
      keep({ by, ids: by === "hand" && order.ids.length === 0 ? ids : order.ids });
      if (by === "route" || by === "nearest") void findPosition().then((at) => (by === "route" ? askRoute(at) : undefined));
    },
    move: (id, move) => keep({ by: "hand", ids: moved(ids, id, move) }),
  };
}
