// The sign of a request's status: one shape and one colour each, so that neither is needed to know the other. Pure.
import { isOpen } from "@sync/protocol/lifecycle";

export const SIGNS = ["waiting", "planned", "in_work", "done"] as const;
export type Sign = (typeof SIGNS)[number];

/** Outlines in a box of 24: diamond, square, triangle, disc. Drawn in lists, on the map and in its legend. */
export const SIGN_PATHS: Record<Sign, string> = {
  waiting: "M12 3 21 12 12 21 3 12Z",
  planned: "M5 5h14v14H5Z",
  in_work: "M12 3.5 21.5 20H2.5Z",
  done: "M12 5a7 7 0 1 1 0 14a7 7 0 1 1 0-14Z",
};

export function signOf(status: string): Sign {
  if (!isOpen("request", status)) return "done";
  return status === "planned" || status === "in_work" ? status : "waiting";
}
