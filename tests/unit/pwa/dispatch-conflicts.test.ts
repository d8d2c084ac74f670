import { conflictsOf } from "../../../pwa/src/console/dispatch/conflicts";
import type { Letter } from "../../../pwa/src/store/views";
import { HOUR, NOON, before, job, request } from "./dispatch-factories";

const letter = (part: Partial<Letter>): Letter => ({
  opId: "op",
  kind: "request.sort",
  on: "request/a",
  about: "",
  code: "field_conflict",
  detail: null,
  at: NOON.getTime(),
  words: "",
  args: {},
  photos: [],
  ways: { resend: "again", comment: null },
  behind: 0,
  ...part,
});

describe("what the desk has to settle", () => {
  test("a job without a flag is no conflict", () => {
    expect(conflictsOf([job("w")], [], [])).toEqual([]);
  });
  test("a flagged job waits since it was closed", () => {
    const closed = { at: before(2 * HOUR), kind: "closed", by: "South crew", text: "" };
    const later = { at: before(HOUR), kind: "logged", by: "South crew", text: "" };
    const [found] = conflictsOf([job("w", { flags: ["late_closure"], history: [closed, later] })], [], []);
    expect(found).toMatchObject({ id: "w", kind: "job", flags: ["late_closure"], at: closed.at });
  });
  test("a change of mine that met another's is one, with its report", () => {
    const [found] = conflictsOf([], [letter({})], [request("a")]);
    expect(found).toMatchObject({ id: "op", kind: "save", request: { id: "a" }, letter: { opId: "op" } });
  });
  test("a refusal of another kind is none", () => {
    expect(conflictsOf([], [letter({ code: "not_allowed" })], [request("a")])).toEqual([]);
  });
  test("an assignment that lost against another shows the job that the report has now", () => {
    const mine = letter({ kind: "wo.assign", on: "wo/never", args: { crew_id: "north", request_id: "a" } });
    const [found] = conflictsOf([job("w", { request_ids: ["a"] })], [mine], [request("a", { work_order_id: "w" })]);
    expect(found).toMatchObject({ workOrder: { id: "w" }, request: { id: "a" } });
  });
  test("the longest wait comes first", () => {
    const flagged = (id: string, at: string) =>
      job(id, { flags: ["late_closure"], history: [{ at, kind: "closed", by: "", text: "" }] });
    const found = conflictsOf([flagged("young", before(HOUR)), flagged("old", before(3 * HOUR))], [letter({ at: NOON.getTime() - 2 * HOUR })], []);
    expect(found.map(({ id }) => id)).toEqual(["old", "op", "young"]);
  });
});
