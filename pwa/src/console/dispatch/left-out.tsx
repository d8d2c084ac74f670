// Which of the chosen reports an act is still for: for what is over already the city's answer would only be a refusal.
import { isOpen } from "@sync/protocol/lifecycle";
import type { WorkOrderView } from "../../store/views";
import { leftOutWords as say } from "../../words/desk-left-out";
import type { Row } from "./rows";

export interface Sifted {
  able: Row[];
  /** How many are left out. */
  left: number;
}

const sift = (rows: readonly Row[], takes: (row: Row) => boolean): Sifted => {
  const able = rows.filter(takes);
  return { able, left: rows.length - able.length };
};

export const stillOpen = (rows: readonly Row[]): Sifted => sift(rows, ({ request }) => isOpen("request", request.status));

/** A job that goes on for others has a crew, whatever became of this one. */
export const toAssign = (rows: readonly Row[], jobs: ReadonlyMap<string, WorkOrderView>): Sifted =>
  sift(rows, ({ request }) => isOpen("request", request.status) || jobs.has(request.id));

/** Of a duplicate the one that it follows joins. */
export const toGroup = (rows: readonly Row[]): Sifted =>
  sift(rows, ({ request }) => isOpen("request", request.status) || request.status === "duplicate");

/** One that is over may stay, for others to follow it; only open ones become its duplicates. */
export const toMerge = (rows: readonly Row[], staysId: string): Sifted =>
  sift(rows, ({ request }) => request.id === staysId || isOpen("request", request.status));

export const withLeft = (said: string, left: number): string => (left > 0 ? `${said} ${say.said(left)}` : said);

export function LeftOut({ able, left }: Sifted) {
  if (left === 0) return null;
  return <p class="quiet">{able.length === 0 ? say.all(left) : say.now(left)}</p>;
}
