// What the engine needs from the world. The browser gives IndexedDB, fetch, Web Locks; a test gives its own.
import type { Code } from "../protocol/outcomes";
import type { Full } from "./room";
import type { Ack, ExchangeReply, Op, OpArgs } from "../protocol/messages";

export type Kind = keyof OpArgs;

/** An op as it lies in the outbox or journal: frozen when queued. */
export interface QueuedOp {
  op: Op & { kind: Kind };
  queuedAt: number;
  /** How often it was sent without an answer. */
  tries: number;
  /** When that was last, by this phone's clock. */
  triedAt?: number;
  /** It never left the phone, so that its author may still take it back (SYNC-067). */
  unsent?: true;
  /** The half-done work that it was made from, for when it is taken back; the bytes of its photos are the op's. */
  draft?: { key: string; value: unknown };
  /** Who was said to answer for a report, to be compared with the answer. */
  foretold?: string[];
}

/** An answered op, kept a while so that a restored server can ask for it again. */
export interface JournalOp extends QueuedOp {
  ack: Ack;
  /** By the server's clock: a phone set ten years ahead must not forget what a restored server will ask for. */
  ackedAt: number;
  /** What one calls the thing it was about, for when that has left the phone; only where the answer is worth reading. */
  about?: { service_code: string; reference: string };
  /** Its author has read the answer. */
  read?: true;
}

/** A photo taken on this device. `waiting` until its op is answered and its bytes are on the server. */
export interface OwnPhoto {
  id: string;
  bytes: ArrayBuffer;
  mime: string;
  sha256: string;
  /** `request/ID` or `wo/ID`. */
  on: string;
  mid: number;
  state: "waiting" | "uploaded" | "stored" | "bad";
  uploadUrl: string | null;
  uploads: number;
  storedAt: number | null;
}

/** A photo without its bytes: reading a list of them must not read megabytes. */
export type PhotoFacts = Omit<OwnPhoto, "bytes"> & { size: number };

/** What the device knows of itself; one row. */
export interface Meta {
  device: string;
  /** The device's own secret, or the token of a sign-in. */
  secret: string;
  scheme: "Device" | "Bearer";
  nextMid: number;
  /** The highest mid that the server has answered and this device has stored. */
  ackedMid: number;
  /** Ops up to here are in the documents already; later ones are predicted. */
  seenMid: number;
  epoch: string;
  cursors: Record<string, number>;
  /** How far the server's clock is ahead of ours: the median of `skews`, the last five measures (SYNC-055). */
  skewMs: number;
  skews?: number[];
  syncedAt: number | null;
  /** Counts the changes of the documents, so that a tab knows when another one has written them. */
  turn?: number;
  /** Bucket -> when its check failed; it was asked for anew then, and is not again within a day. */
  doubts?: Record<string, number>;
  /** What the last page said of buckets that are being read from their beginning. */
  begun?: string[];
  /** Buckets to be asked for anew with the next exchange. */
  anew?: string[];
  /** While the disk is full (SYNC-058). */
  full?: Full | undefined;
  /** Who this device was before a fork, until the server has heard of it. */
  former?: { device: string; secret: string } | null;
}

/** A document of the feed and the buckets that hold it; without a bucket it is deleted. */
export interface StoredDoc {
  kind: string;
  id: string;
  ver: number;
  doc: unknown;
  buckets: string[];
}

/** Everything the engine decides by. */
export interface DeviceState {
  meta: Meta;
  outbox: QueuedOp[];
  journal: JournalOp[];
  photos: PhotoFacts[];
}

/** A reply and the ops it answers, to be stored in one transaction (SYNC-050). */
export interface Settlement {
  reply: ExchangeReply;
  /** The device's own row when it asked. */
  asked: Meta;
  sent: QueuedOp[];
  now: number;
  /** As this exchange measured it. */
  skewMs: number;
}

export interface Store {
  state(): Promise<DeviceState>;
  docs(): Promise<StoredDoc[]>;
  /** One strict transaction: the next mid, the op made with it, and its photos (SYNC-051). */
  enqueue(make: (mid: number) => { queued: QueuedOp; photos: OwnPhoto[] }): Promise<QueuedOp>;
  /** One strict transaction: acks, journal, letters, documents, cursors. "anew": a bucket is to be asked for from its
   * beginning; "full": there was no room for the page, only the answers are kept. Rejects when not even those fit. */
  settle(settlement: Settlement): Promise<"done" | "anew" | "full">;
  /** These ops are about to leave the phone, which can be taken back no more. False, and nothing is noted, when one of
   * those that never left is not there any more as it was (SYNC-067). */
  markSent(batch: QueuedOp[]): Promise<boolean>;
  /** One more try without an answer for these ops. */
  countTry(mids: number[]): Promise<void>;
  /** Answered ops from this mid on go back into the outbox: the server has forgotten them. What neither journal nor
   * outbox has becomes a `noop`. False when there is nothing from this mid on (SYNC-015). */
  reopen(fromMid: number, now: number): Promise<boolean>;
  /** The device takes a new id; all ops that count keep theirs and are numbered anew (SYNC-016). */
  fork(): Promise<void>;
  /** An op that can never be taken becomes a letter with this code, and a `noop` goes out under its number. */
  park(mid: number, code: Code, now: number): Promise<void>;
  /** Nothing stays on this device, not even who it was. */
  wipe(): Promise<void>;
  photoBytes(id: string): Promise<ArrayBuffer | null>;
  patchPhoto(id: string, patch: Partial<Pick<OwnPhoto, "state" | "uploadUrl" | "uploads" | "storedAt">>): Promise<void>;
}

export interface HttpAnswer {
  status: number;
  header(name: string): string | null;
  json(): Promise<unknown>;
}

/** Sends one request; null when no answer came, for whatever reason. */
export type Send = (
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string | ArrayBuffer | null,
) => Promise<HttpAnswer | null>;

export interface Clock {
  now(): number;
  /** Calls back once after so many milliseconds, unless the returned function is called first. */
  after(ms: number, call: () => void): () => void;
}

/** Runs the work when this is the only syncer; false when another one holds the lock. */
export type OnlyOne = (work: () => Promise<void>) => Promise<boolean>;

export interface Ports {
  store: Store;
  send: Send;
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  /** Whether it is worth asking first whether anybody answers; `isFresh`: nobody has answered this engine yet. */
  mayBeOffline?: (isFresh: boolean) => boolean;
  onlyOne: OnlyOne;
  app: string;
  /** How long until the next look for what others changed. */
  pollMs: () => number;
}
