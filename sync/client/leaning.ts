// Which acts stand on an earlier one, so that it cannot be taken back without them. Pure.
import type { QueuedOp } from "./ports";

const idOf = (on: string): string => on.slice(on.indexOf("/") + 1);

/** Whether something that was queued later is about the same thing, or one of the two names the other's thing. */
export function isLeanedOn({ op }: QueuedOp, outbox: QueuedOp[]): boolean {
  const names = (one: QueuedOp["op"], on: string): boolean => JSON.stringify(one.args).includes(idOf(on));
  const later = outbox.filter((one) => one.op.mid > op.mid && one.op.kind !== "noop");
  return later.some((one) => one.op.on === op.on || names(one.op, op.on) || names(op, one.op.on));
}
