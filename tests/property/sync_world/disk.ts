// A disk that fails once: the browser aborts the transaction under our feet, or says that there is no room.
export type Failure = "abort" | "quota";

const put = IDBObjectStore.prototype.put;
let left = 0;
let failure: Failure = "abort";

/** The so-many-th row written from now on fails; every later one is written as ever. */
export function spoil(puts: number, how: Failure): void {
  left = puts;
  failure = how;
}

IDBObjectStore.prototype.put = function (...given) {
  left -= 1;
  if (left === 0 && failure === "quota") throw new DOMException("There is no room", "QuotaExceededError");
  const request = put.apply(this, given);
  if (left === 0) this.transaction.abort();
  return request;
};
