// Which of one's reports are still open to the person who waits, and which are over. Pure.
import type { RequestView } from "../store/views";
import { standingOf } from "../design/standing-of";

export type Which = "all" | "open" | "over";

/** So many are read at a glance; more want a filter. */
export const AT_A_GLANCE = 6;

const OVER = new Set(["resolved", "closed", "withdrawn"]);

const isOver = (request: RequestView): boolean => OVER.has(standingOf(request));

export const openOnes = (all: RequestView[]): RequestView[] => all.filter((one) => !isOver(one));
export const overOnes = (all: RequestView[]): RequestView[] => all.filter(isOver);
