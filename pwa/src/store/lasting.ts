// A database that is there again after its browser closed it beneath the page: Chromium does on a full disk, WebKit when its
// storage ends. What was under way then fails once; the next finds a new connection.
import type { IDBPDatabase } from "idb";

type Blocked = (current: number, blocked: number | null, event: IDBVersionChangeEvent) => void;

/** An old tab must not hold up a new version, nor a sign-out elsewhere: it lets go. */
export const letGo: Blocked = (_current, _blocked, event) => (event.target as IDBDatabase).close();

const LOST: ReadonlySet<unknown> = new Set(["InvalidStateError", "UnknownError"]);
const nameOf = (error: unknown): unknown => (error as Partial<DOMException> | null)?.name;

/** Nothing is connected again after `close`, or after it was let go. */
export async function openLasting<T>(connect: (letGo: Blocked) => Promise<IDBPDatabase<T>>): Promise<IDBPDatabase<T>> {
  let isOver = false;
  let isOpening = false;
  const open = (): Promise<IDBPDatabase<T>> =>
    connect((...blocked) => {
      isOver = true;
      letGo(...blocked);
    });
  const first = await open();
  let connection = first;
  const lookAt = async (error: unknown): Promise<void> => {
    if (isOver || isOpening || !LOST.has(nameOf(error))) return;
    isOpening = true;
    const next = await open().catch(() => null); // The disk is still full: whoever comes next tries again.
    isOpening = false;
    if (isOver) next?.close();
    else connection = next ?? connection;
  };
  const called = (key: string | symbol, method: (...args: unknown[]) => unknown) => (...args: unknown[]): unknown => {
    if (key === "close") isOver = true;
    try {
      const result = method.apply(connection, args);
      if (result instanceof Promise) result.catch(lookAt);
      else if (key === "transaction") (result as { done: Promise<void> }).done.catch(lookAt);
      return result;
    } catch (error) {
      void lookAt(error);
      throw error;
    }
  };
  return new Proxy(first, {
    get(_, key) {
      const value: unknown = Reflect.get(connection, key, connection);
      return typeof value === "function" ? called(key, value as (...args: unknown[]) => unknown) : value;
    },
  });
}
