// What the desk's map and history ask of the server: tiles, pages of all requests there ever were, one of them.
import type { RequestDoc, WorkOrderDoc } from "@sync/protocol/messages";
import { ask, refusal } from "./asking";
import { credentials } from "./index";
import { Refused } from "./session";

/** One request in a line; `place` is its words. */
export interface ListedRequest {
  id: string;
  reference: string;
  service_code: string;
  status: string;
  priority: string;
  place: string;
  lat: number | null;
  lon: number | null;
  district_id: string | null;
  crew_id: string | null;
  recorded_at: string;
  closed_at: string | null;
  overdue: boolean;
}

/** Of each, how many choosing it would show. */
export interface AtlasCounts {
  services: Record<string, number>;
  /** By id; "none" is outside every district. */
  districts: Record<string, number>;
  states: Record<string, number>;
  /** First day of each month, without gaps, and how many. */
  months: [string, number][];
}

export interface RequestsPage {
  total: number;
  /** How many of them have no point. */
  unplaced: number;
  overdue: number;
  rows: ListedRequest[];
  next: string | null;
  /** The words found more than are counted. */
  cut: boolean;
  counts: AtlasCounts | null;
}

export interface OneRequest {
  request: RequestDoc;
  job: WorkOrderDoc | null;
}

/** `query` as the server reads it: "status=done&service=pothole". */
export const readRequests = (query: string): Promise<RequestsPage> => ask("GET", `/desk/requests?${query}`);

export const readRequest = (reference: string): Promise<OneRequest> => ask("GET", `/desk/requests/${reference}`);

/** The bytes of a tile. The browser keeps it and asks whether it is still so. */
export async function readTile(path: string, stop: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(`/tiles/requests/${path}`, {
    headers: { Authorization: await credentials() },
    credentials: "omit",
    signal: stop,
  }).catch(() => null);
  if (answer === null) throw new Refused("offline");
  if (!answer.ok) throw refusal(await answer.json().catch(() => null));
  return answer.arrayBuffer();
}
