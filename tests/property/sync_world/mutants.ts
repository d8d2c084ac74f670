// Phones that are broken on purpose: the harness must find each of them out, or it proves nothing.
import { predict } from "@sync/client/predict";
import type { QueuedOp } from "@sync/client/ports";
import type { RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";
import type { DeviceStore } from "../../../pwa/src/store/device-store";

export type Mutant =
  | "optimistic_docs"
  | "forgets_when_sending"
  | "cursor_without_page"
  | "ignores_leave"
  | "new_name_each_try"
  | "keeps_the_erased"
  | "keeps_when_lost";

/** The store, with this fault built in. */
export function broken(store: DeviceStore, mutant: Mutant | null): DeviceStore {
  if (mutant !== null) FAULTS[mutant](store);
  return store;
}

const FAULTS: Record<Mutant, (store: DeviceStore) => void> = {
  /** Writes its prediction into the documents, as if the server had said so. */
  optimistic_docs(store) {
    const enqueue = store.enqueue.bind(store);
    store.enqueue = async (make, draft) => {
      const queued = await enqueue(make, draft);
      await predictInto(store, queued);
      return queued;
    };
  },
  /** Takes the op for sent when it was handed to the network: reads it and deletes it. */
  forgets_when_sending(store) {
    const state = store.state.bind(store);
    store.state = async () => {
      const found = await state();
      if (found.outbox.length > 0) await store.db.clear("outbox");
      return found;
    };
  },
  /** Keeps the cursor of a page whose rows it drops, whenever the same reply answers ops. */
  cursor_without_page(store) {
    const settle = store.settle.bind(store);
    store.settle = (settlement) => {
      const { reply, sent } = settlement;
      const pull = reply.pull && sent.length > 0 ? { ...reply.pull, rows: [] } : reply.pull;
      return settle({ ...settlement, reply: { ...reply, pull } });
    };
  },
  /** Keeps what has left its buckets. */
  ignores_leave(store) {
    const settle = store.settle.bind(store);
    store.settle = (settlement) => {
      const { reply } = settlement;
      const pull = reply.pull && { ...reply.pull, rows: reply.pull.rows.filter((row) => row.op === "put") };
      return settle({ ...settlement, reply: { ...reply, pull } });
    };
  },
  /** Takes what is erased for something that merely left. */
  keeps_the_erased(store) {
    const settle = store.settle.bind(store);
    store.settle = (settlement) => {
      const { reply } = settlement;
      const rows = reply.pull?.rows.map((row) => (row.op === "erase" ? { ...row, op: "leave" as const } : row));
      return settle({ ...settlement, reply: { ...reply, pull: reply.pull && { ...reply.pull, rows: rows ?? [] } } });
    };
  },
  /** Forgets its sign-in when it is given up for lost, and no more. */
  keeps_when_lost(store) {
    store.wipe = () => store.db.clear("meta");
  },
  /** Gives an op another id whenever it reads it, as a phone would that makes the id when it sends. */
  new_name_each_try(store) {
    const state = store.state.bind(store);
    store.state = async () => {
      const found = await state();
      for (const queued of found.outbox) {
        queued.op = { ...queued.op, op_id: crypto.randomUUID() };
        await store.db.put("outbox", queued);
      }
      return found;
    };
  },
};

async function predictInto(store: DeviceStore, queued: QueuedOp): Promise<void> {
  const docs = await store.docs();
  const of = <T>(kind: string) => new Map(docs.filter((doc) => doc.kind === kind).map((doc) => [doc.id, doc.doc as T]));
  const view = { requests: of<RequestDoc>("request"), workOrders: of<WorkOrderDoc>("wo") };
  const next = predict(view, [queued], { signature: "reporter" });
  for (const [kind, things] of [["request", next.requests] as const, ["wo", next.workOrders] as const])
    for (const [id, doc] of things) {
      const known = docs.find((one) => one.kind === kind && one.id === id);
      await store.db.put("docs", { kind, id, ver: known?.ver ?? 0, doc, buckets: known?.buckets ?? ["mine"] });
    }
}
