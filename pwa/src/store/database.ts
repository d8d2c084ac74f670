// One IndexedDB database per person and role: switching role opens another, so nothing can leak from one to the other.
// Cursor and data lie in the same database and die together.
import type { JournalOp, Meta, OwnPhoto, QueuedOp, StoredDoc } from "@sync/client/ports";
import type { Ack, PlacePack, RequestDoc } from "@sync/protocol/messages";
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { letGo, openLasting } from "./lasting";

export interface StoredLetter extends QueuedOp {
  ack: Ack;
  at: number;
  /** What it was about, for when that leaves this phone. */
  about?: Pick<RequestDoc, "service_code" | "reference"> | undefined;
}

/** The server's rendition of a photo, kept so that it shows without a network. */
export interface CachedPhoto {
  key: string;
  bytes: ArrayBuffer;
}

export interface Schema extends DBSchema {
  meta: { key: string; value: Meta };
  outbox: { key: number; value: QueuedOp };
  journal: { key: number; value: JournalOp };
  letters: { key: string; value: StoredLetter };
  docs: { key: [string, string]; value: StoredDoc };
  /** Bytes apart from facts, so that a list of photos does not read megabytes. */
  photos: { key: string; value: Omit<OwnPhoto, "bytes"> & { size: number } };
  bytes: { key: string; value: ArrayBuffer };
  cache: { key: string; value: CachedPhoto };
  drafts: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;

const VERSION = 1;

export function openDatabase(name: string): Promise<Database> {
  return openLasting((letGo) =>
    openDB<Schema>(name, VERSION, {
      upgrade(db) {
        db.createObjectStore("meta");
        db.createObjectStore("outbox", { keyPath: "op.mid" });
        db.createObjectStore("journal", { keyPath: "op.mid" });
        db.createObjectStore("letters", { keyPath: "op.op_id" });
        db.createObjectStore("docs", { keyPath: ["kind", "id"] });
        db.createObjectStore("photos", { keyPath: "id" });
        db.createObjectStore("bytes");
        db.createObjectStore("cache", { keyPath: "key" });
        db.createObjectStore("drafts");
      },
      blocking: letGo,
    }),
  );
}

/** What can be found without a network, and whose places it has; packs of before said nothing and were a crew's. */
export interface KeptPack {
  etag: string;
  pack: PlacePack;
  asked?: { whose: "crew" | `lat=${string}`; at: number } | null;
}

export const PLACES = "curbline-places";

/** Apart from everybody's own database: it is public, and may go at any time. */
export const openPlaces = (): Promise<IDBPDatabase<{ pack: { key: string; value: KeptPack } }>> =>
  openDB(PLACES, 1, { upgrade: (db) => void db.createObjectStore("pack"), blocking: letGo });
