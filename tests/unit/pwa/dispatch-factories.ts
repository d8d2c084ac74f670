// Service requests and work orders as a device holds them, for tests: say only what the test is about.
import type { RequestView, WorkOrderView } from "../../../pwa/src/store/views";

export const HOUR = 3_600_000;
export const NOON = new Date(2026, 4, 3, 12);
export const before = (ms: number): string => new Date(NOON.getTime() - ms).toISOString();

export const request = (id: string, part: Partial<RequestView> = {}): RequestView => ({
  id,
  ver: 1,
  reference: "K7QM3XD92FT",
  service_code: "pothole",
  status: "new",
  status_note: "",
  description: "",
  place: { lat: 35.96, lon: -83.92, accuracy_m: 12, source: "gps", text: "" },
  district_id: "d1",
  work_order_id: null,
  crew_id: null,
  requested_at: before(HOUR),
  recorded_at: before(HOUR),
  updated_at: before(HOUR),
  photos: [],
  history: [],
  route: null,
  progress: { state: "sent" },
  ...part,
});

export const job = (id: string, part: Partial<WorkOrderView> = {}): WorkOrderView => ({
  id,
  ver: 1,
  status: "assigned",
  crew_id: "central",
  district_id: "d1",
  request_ids: [],
  outcome: null,
  note: "",
  evidence: "none",
  flags: [],
  created_at: before(HOUR),
  accepted_at: null,
  started_at: null,
  closed_at: null,
  closed_by: null,
  photos: [],
  history: [],
  progress: { state: "sent" },
  request: null,
  ...part,
});
