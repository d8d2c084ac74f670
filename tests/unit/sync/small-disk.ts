// A device whose disk has so many bytes and no more: the shipped store on IndexedDB in memory, behind a database that
// counts what is written and answers what does not fit as browsers do.
import { openDatabase, type Database } from "../../../pwa/src/store/database";
import { DeviceStore } from "../../../pwa/src/store/device-store";
import { META, redraw, repair } from "./device";

type Sizes = Map<string, number>;

/** `bytes` may be changed while it runs. */
export class SmallDisk {
  bytes = Infinity;
  private sizes: Sizes = new Map();

  /** What lies on it, in bytes. */
  get used(): number {
    return [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
  }

  wrap(db: Database): Database {
    return new Proxy(db, {
      get: (target, name) => {
        if (name === "transaction") return (...asked: Parameters<Database["transaction"]>) => this.transaction(target.transaction(...asked));
        if (name === "put") return async (store: string, value: unknown, key?: string) => {
          const tx = this.transaction((target as unknown as { transaction(...a: unknown[]): object }).transaction(store, "readwrite"));
          await (tx as { store: { put(v: unknown, k?: string): Promise<void> } }).store.put(value, key).catch((error: unknown) => {
            (tx as { done: Promise<void> }).done.catch(() => undefined);
            throw error;
          });
          await (tx as { done: Promise<void> }).done;
        };
        const value = Reflect.get(target, name) as unknown;
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  private transaction<T extends object>(tx: T): T {
    const draft: Sizes = new Map(this.sizes);
    const done = (tx as { done: Promise<void> }).done.then(() => {
      this.sizes = draft;
    });
    done.catch(() => undefined);
    return new Proxy(tx, {
      get: (target, name) => {
        if (name === "done") return done;
        if (name === "store") return this.store(Reflect.get(target, "store") as object, draft, target);
        if (name === "objectStore") return (store: string) => this.store((target as { objectStore(n: string): object }).objectStore(store), draft, target);
        const value = Reflect.get(target, name) as unknown;
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  private store(store: object, draft: Sizes, tx: object): object {
    return new Proxy(store, {
      get: (target, name) => {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== "function") return value;
        const call = value.bind(target) as (...given: unknown[]) => Promise<unknown>;
        const place = (key: unknown): string => `${(target as { name: string }).name} ${JSON.stringify(key)}`;
        if (name === "put" || name === "add") return async (...given: unknown[]) => {
          const path = (target as { keyPath: string | string[] | null }).keyPath;
          const key = path === null ? given[1] : [path].flat().map((one) => one.split(".").reduce((at: unknown, part) => (at as Record<string, unknown>)[part], given[0]));
          draft.set(place(key), sizeOf(given[0]));
          if ([...draft.values()].reduce((sum, size) => sum + size, 0) <= this.bytes) return call(...given);
          (tx as { abort(): void }).abort();
          throw new DOMException("The disk is full.", "QuotaExceededError");
        };
        if (name === "delete") return (key: unknown) => {
          if (Array.isArray(key) || typeof key !== "object") draft.delete(place(path(target) === null ? key : [key].flat()));
          return call(key);
        };
        if (name === "clear") return () => {
          for (const known of [...draft.keys()]) if (known.startsWith(`${(target as { name: string }).name} `)) draft.delete(known);
          return call();
        };
        return call;
      },
    });
  }
}

const path = (store: object): unknown => (store as { keyPath: unknown }).keyPath;

function sizeOf(value: unknown): number {
  if (value instanceof ArrayBuffer) return value.byteLength;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + sizeOf(one), 2);
  if (typeof value === "object" && value !== null) return Object.entries(value).reduce((sum, [key, one]) => sum + key.length + sizeOf(one), 2);
  return String(value).length;
}

let count = 0;

export async function smallStore(): Promise<{ disk: SmallDisk; store: DeviceStore }> {
  const disk = new SmallDisk();
  const store = new DeviceStore(disk.wrap(await openDatabase(`small ${++count}`)), redraw, repair);
  await store.meta(() => ({ ...META }));
  return { disk, store };
}
