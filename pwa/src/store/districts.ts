// What the manager's screen of districts asks of the server. Nothing of it is kept on this device: it needs a connection.
import { answerOf, ask, refusal } from "./asking";
import { credentials } from "./index";
import { Refused } from "./session";

export interface FileField {
  name: string;
  samples: string[];
  is_filled: boolean;
  is_unique: boolean;
}

/** One layer of a file, with guesses at which of its fields is which. */
export interface FileSheet {
  layer: string | null;
  count: number;
  crs: string | null;
  needs_crs: boolean;
  fields: FileField[];
  name_field: string | null;
  crew_field: string | null;
}

export interface UploadedFile {
  upload: string;
  file_name: string;
  sheets: FileSheet[];
}

export interface DraftAsked {
  upload: string;
  file_name: string;
  layer: string;
  name_field: string;
  crew_field: string | null;
  crs: string | null;
  source_layer: string | null;
}

export interface Findings {
  repaired: string[];
  overlaps?: { first: string; second: string; area_m2: number; lat: number; lon: number }[];
  overlap_count?: number;
  gaps?: { neighbours: string[]; area_m2: number; lat: number; lon: number }[];
  gap_count?: number;
  slivers?: number;
}

export interface LayerVersion {
  layer: string;
  number: number;
  state: string;
  file_name: string;
  findings: Findings;
  made_at: string;
  valid_from_at: string | null;
  valid_until_at: string | null;
}

export interface LayerInfo {
  name: string;
  services: string[];
  districts: number;
  /** Newest first. */
  versions: LayerVersion[];
}

export interface Side {
  district: string | null;
  crew: string | null;
}

export interface VersionPreview {
  version: LayerVersion;
  preview: {
    districts: { added: number; changed: number; unchanged: number; retired: number };
    stay: number;
    move: number;
    nowhere: number;
    groups: { from_: Side; to: Side; count: number }[];
  };
}

export interface Outline {
  name: string;
  crew: string | null;
  geometry: { type: string; coordinates: unknown };
}

export interface RedrawnMap {
  before: Outline[];
  after: Outline[];
  /** Longitude, latitude, reference. */
  moves: [number, number, string][];
}

export const listLayers = (): Promise<LayerInfo[]> => ask("GET", "/places/layers");

export const makeDraft = (asked: DraftAsked): Promise<VersionPreview> => ask("POST", "/places/drafts", asked);

export const readVersion = (layer: string, number: number): Promise<VersionPreview> => ask("GET", of(layer, number));

export const readRedrawn = (layer: string, number: number): Promise<RedrawnMap> => ask("GET", of(layer, number, "/map"));

export const applyVersion = (layer: string, number: number, at: string | null): Promise<VersionPreview> =>
  ask("POST", of(layer, number, "/apply"), { at });

export const discardVersion = (layer: string, number: number): Promise<void> => ask("POST", of(layer, number, "/discard"), {});

export const readMoves = async (layer: string, number: number): Promise<Blob> =>
  (await answerOf("GET", of(layer, number, "/moves.csv"))).blob();

const of = (layer: string, number: number, part = ""): string =>
  `/places/versions/${number}${part}?layer=${encodeURIComponent(layer)}`;

/** Sends a file; `progress` hears how much of it has gone, 0 to 1. Only XMLHttpRequest can tell. */
export async function uploadAreas(file: File, progress: (share: number) => void): Promise<UploadedFile> {
  const header = await credentials();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/places/uploads?file_name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Authorization", header);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () =>
      request.status === 201 ? resolve(request.response as UploadedFile) : reject(refusal(request.response));
    request.onerror = request.onabort = () => reject(new Refused("offline"));
    request.send(file);
  });
}
