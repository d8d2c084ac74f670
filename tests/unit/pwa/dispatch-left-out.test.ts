import { openJobs } from "../../../pwa/src/console/dispatch/deeds";
import { stillOpen, toAssign, toGroup, toMerge, withLeft, type Sifted } from "../../../pwa/src/console/dispatch/left-out";
import { rowsOf } from "../../../pwa/src/console/dispatch/rows";
import { NOON, job, request } from "./dispatch-factories";

const shared = job("shared", { crew_id: "north", request_ids: ["fixed", "waits"] });
const known = { jobs: new Map([[shared.id, shared]]), names: new Map(), days: new Map(), districts: new Map(), holidays: [], today: "2026-05-03" };
const chosen = [
  request("waits", { status: "planned" }),
  request("again", { status: "reopened" }),
  request("fixed", { status: "resolved" }),
  request("off", { status: "closed" }),
  request("same", { status: "duplicate" }),
  request("gone", { status: "withdrawn" }),
];
const rows = rowsOf(chosen, known, NOON.getTime());
const ids = ({ able }: Sifted): string[] => able.map((row) => row.request.id).sort();

test("what is over is closed no second time, and counted", () => {
  expect(ids(stillOpen(rows))).toEqual(["again", "waits"]);
  expect(stillOpen(rows).left).toBe(4);
});

test("nobody is sent to what is over, but a job that goes on for others may have another crew", () => {
  expect(ids(toAssign(rows, openJobs([shared])))).toEqual(["again", "fixed", "waits"]);
});

test("of a duplicate the one that it follows joins the job", () => {
  expect(ids(toGroup(rows))).toEqual(["again", "same", "waits"]);
});

test("what is over may stay for others to follow it, and follows none", () => {
  expect(ids(toMerge(rows, "fixed"))).toEqual(["again", "fixed", "waits"]);
  expect(ids(toMerge(rows, "waits"))).toEqual(["again", "waits"]);
});

test("how many were left out is said, and nothing where none was", () => {
  expect(withLeft("3 reports are closed.", 2)).toBe("3 reports are closed. 2 were over already and were left out.");
  expect(withLeft("3 reports are closed.", 0)).toBe("3 reports are closed.");
});
