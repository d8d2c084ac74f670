// The documents in memory, as they lie on the disk: read whole once, then followed change by change (ADR-0039). Other tabs
// and the worker write the same disk; the device's own row tells, so that no message of theirs need be heard.
import type { Meta, StoredDoc } from "@sync/client/ports";
import type { PullReply } from "@sync/protocol/messages";

/** The device's own row when documents are written with it. */
export const touched = (meta: Meta): Meta => ({ ...meta, turn: (meta.turn ?? 0) + 1 });

/** Whether a page may change any of them. */
export const isTouched = (pull: PullReply | null | undefined): boolean =>
  !!pull && pull.rows.length + pull.drop.length + pull.reset.length > 0;

/** Tabs of earlier versions count no turns, but they note when they exchanged and what they gave up. */
const stateOf = (meta: Meta | undefined): string => JSON.stringify([meta?.device, meta?.turn, meta?.syncedAt, meta?.full?.at]);

export class DocsHere {
  private docs: StoredDoc[] = [];
  private state = "";

  /** What they are in the transaction in which the row was read: call it before that one writes. */
  async read(meta: Meta | undefined, all: { getAll(): Promise<StoredDoc[]> }): Promise<StoredDoc[]> {
    if (stateOf(meta) !== this.state) this.keep(meta, await all.getAll());
    return this.docs;
  }

  /** What they are once a transaction that wrote them is on the disk. */
  keep(meta: Meta | undefined, docs: StoredDoc[]): void {
    this.docs = docs;
    this.state = stateOf(meta);
  }

  /** The row went on without them. */
  goOn(from: Meta, to: Meta): void {
    if (this.state === stateOf(from)) this.state = stateOf(to);
  }
}
