// What screens read: documents with the phone's own unsent work laid over them. Nothing here is ever stored.
import type { Code } from "@sync/protocol/outcomes";
import type {
  CrewDoc,
  DistrictDoc,
  HeldDoc,
  JurisdictionDoc,
  Material,
  NearbyDoc,
  PhotoDoc,
  Place,
  RequestDoc,
  ServiceDoc,
  WorkOrderDoc,
} from "@sync/protocol/messages";

export type { Code, CrewDoc, DistrictDoc, HeldDoc, JurisdictionDoc, NearbyDoc, PhotoDoc, Place, RequestDoc, ServiceDoc, WorkOrderDoc };

export type { Spot } from "./nearby";

/** Where the phone's own work on a thing stands. "sent" also when the phone never wrote anything about it. */
export type Progress =
  | { state: "queued" }
  | { state: "sending" }
  | { state: "waiting"; reason: WaitReason; nextTryAt: number | null }
  | { state: "photos_pending"; sent: number; total: number }
  | { state: "sent" }
  /** A supervisor let through what had to wait. */
  | { state: "accepted" }
  | { state: "merged" | "converted" | "redirected" | "held"; code: Code; detail: Detail }
  | { state: "refused"; code: Code; detail: Detail };

export type Detail = Record<string, unknown> | null;

/** Why nothing goes out just now. */
export type WaitReason = "offline" | "unreachable" | "server_error" | "signed_out" | "blocked" | "storage_full";

export type RequestView = RequestDoc & {
  progress: Progress;
  /** The crews this phone said it may go to, by id, when it was reported here and not long ago. */
  foretold?: string[];
};

/** A job, with the first service request it serves when this device holds it. */
export type WorkOrderView = WorkOrderDoc & { progress: Progress; request: RequestView | null };

/** One op that is not answered yet, for the outbox screen. */
export interface OutboxRow {
  opId: string;
  kind: string;
  /** `request/ID`, `wo/ID` or `op/ID`. */
  on: string;
  /** What it is about, in the person's terms: a service name or a reference. */
  about: string;
  queuedAt: number;
  photosLeft: number;
  bytesLeft: number;
  tries: number;
  /** Epoch milliseconds; null while it was never tried, or while nothing is to be tried. */
  triedAt: number | null;
  nextTryAt: number | null;
  /** It never left the phone: it may be taken back. */
  unsent: boolean;
  progress: Progress;
}

/** A refused op, shown to its author until dealt with; or a held one, which the desk has not looked at yet. */
export interface Letter {
  opId: string;
  kind: string;
  /** `request/ID`, `wo/ID` or `op/ID`. */
  on: string;
  about: string;
  code: Code;
  detail: Detail;
  at: number;
  /** Everything that was typed. */
  words: string;
  /** What the op asked for, as it was queued. */
  args: Record<string, unknown>;
  photos: PhotoDoc[];
  ways: LetterWays;
  /** How many letters wait for this one and go with it. */
  behind: number;
}

/** What became of an act otherwise than asked, shown until read. */
export interface Answer {
  opId: string;
  kind: string;
  /** `request/ID`, `wo/ID` or `op/ID`. */
  on: string;
  about: string;
  at: number;
  progress: Progress;
}

export interface LetterWays {
  /** Where it is mended: the form of reports, of closings, a field for the words; or it is sent again as it is. */
  resend: "report" | "closing" | "words" | "again" | null;
  /** The request that the words and photos may be added to as a comment. */
  comment: string | null;
}

/** How much waits under other sign-ins of this browser. */
export interface Elsewhere {
  resident: number;
  staff: number;
}

export type Fullness = "pictures" | "districts" | null;

export type Connection = "starting" | "online" | "offline" | "unreachable" | "signed_out";

/** Who uses this browser; null is a resident, who needs no name. */
export type Session = { role: "crew" | "dispatcher" | "manager"; name: string; crewId: string | null } | null;

/** A photo ready to be kept: shrunk, its EXIF gone, hashed. Bytes, never a Blob (WebKit's private mode refuses those). */
export interface Photo {
  id: string;
  bytes: ArrayBuffer;
  mime: string;
  sha256: string;
}

export interface Report {
  serviceCode: string;
  place: Place;
  description: string;
  photos: Photo[];
  /** The reference of a report that this one was said to be the same as. */
  sameAs?: string | null;
  /** The crews that this phone said it may go to, by id; null when it could not tell. */
  foretold?: string[] | null;
}

/** The letter of a report that is sent again, and what it keeps. */
export interface RefusedReport {
  letter: string;
  /** null: it is another report now. */
  requestId: string | null;
  /** null: the old one cannot be used. */
  reference: string | null;
}

export interface Closure {
  outcome: string;
  note: string;
  photos: Photo[];
  minutes?: number;
  materials?: Material[];
}

/** Where the map that a crew carries stands (store/basemaps.ts). */
export interface BasemapView {
  /**
   * none: the city offers none, or nobody could be asked yet. wanted: there is one to load, or to go on loading.
   * ready: the newest one lies on this phone, checked byte by byte.
   */
  state: "none" | "wanted" | "loading" | "verifying" | "ready" | "failed";
  loadedBytes: number;
  sizeBytes: number;
  /** Whose map it is: "District 3", or several. */
  district: string;
  /** Why it does not go on, as a key of words/basemap.ts. */
  reason: "offline" | "storage_full" | "broken" | "refused" | null;
  /** Whether a map can be drawn: this one, or the one before it while a newer one comes. */
  isUsable: boolean;
  /** Whether it is large and the person pays for what is sent: then it is loaded only when they say so. */
  isCostly: boolean;
}

/** An archive of map tiles as the city offers it; twin of `Basemap` in backend/basemaps/wire.py. */
export interface Basemap {
  sha256: string;
  size_bytes: number;
  district_id: string | null;
  name: string;
  attribution: string;
  /** West, south, east, north in degrees. */
  bounds: [number, number, number, number];
  min_zoom: number;
  max_zoom: number;
  layers: string[];
  piece_bytes: number;
  /** SHA-256 of each piece in turn. */
  pieces: string[];
}
