// What somebody looks at in the history, in the address: it can be kept, shared and reloaded. Pure.
export const STATES = ["all", "open", "done"] as const;

export interface Looked {
  status: (typeof STATES)[number];
  service: string;
  /** An id, or "none" for outside every district. */
  district: string;
  /** Months as "2016-03", both included; "" where a side is open. */
  from: string;
  to: string;
  q: string;
  heat: boolean;
  /** The reference of the selected request. */
  ref: string;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const monthIn = (word: string | null): string => (word !== null && MONTH.test(word) ? word : "");

/** Anything unknown falls back to all. */
export function fromAddress(search: string): Looked {
  const params = new URLSearchParams(search);
  const status = STATES.find((one) => one === params.get("status")) ?? "all";
  const word = (name: string): string => params.get(name) ?? "";
  const period = { from: monthIn(params.get("from")), to: monthIn(params.get("to")) };
  return { status, service: word("service"), district: word("district"), ...period, q: word("q"), heat: params.get("show") === "heat", ref: word("ref") };
}

/** Without what is at its default. */
export function toAddress({ status, heat, ...words }: Looked): string {
  const params = new URLSearchParams();
  if (status !== "all") params.set("status", status);
  for (const [name, word] of Object.entries(words)) if (word && name !== "ref") params.set(name, word);
  if (heat) params.set("show", "heat");
  if (words.ref) params.set("ref", words.ref);
  const search = params.toString();
  return search ? `/desk/history?${search}` : "/desk/history";
}

export const isFiltered = ({ status, service, district, from, to, q }: Looked): boolean =>
  status !== "all" || [service, district, from, to, q].some((word) => word !== "");

/** What is chosen, as the server's tiles read it; words are for lists alone. */
export function tileQuery({ status, service, district, from, to }: Looked): string {
  const params = new URLSearchParams({ status });
  if (service) params.set("service", service);
  if (district) params.set("district", district);
  if (from) params.set("from", `${from}-01`);
  if (to) params.set("to", lastDay(to));
  return params.toString();
}

export function listQuery(looked: Looked, box: readonly number[] | null, after = ""): string {
  const params = new URLSearchParams(tileQuery(looked));
  if (looked.q.trim()) params.set("q", looked.q.trim());
  if (box) params.set("bbox", boxWords(box));
  if (after) params.set("after", after);
  return params.toString();
}

/** Of a view that shows more than the earth only the earth is asked for. */
const boxWords = ([west = 0, south = 0, east = 0, north = 0]: readonly number[]): string =>
  [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)].map((degrees) => degrees.toFixed(5)).join(",");

/** "2024-02" -> "2024-02-29" */
export function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, "0")}`;
}
