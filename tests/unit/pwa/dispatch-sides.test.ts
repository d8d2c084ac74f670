import { closingRows, sidesOf } from "../../../pwa/src/console/dispatch/conflict-sides";
import { decidedOn } from "../../../pwa/src/console/dispatch/conflicts";
import { saveRows, whoChanged } from "../../../pwa/src/console/dispatch/save-rows";
import type { Letter } from "../../../pwa/src/store/views";
import type { Closing } from "../../../sync/protocol/messages";
import { NOON, before, job, request } from "./dispatch-factories";

const names = {
  crew: (id: string) => (id ? `${id} crew` : ""),
  service: (code: string) => code,
  reference: (reference: string) => reference,
  outcome: (outcome: string) => outcome,
  status: (status: string) => status,
};
const closing = (id: string, part: Partial<Closing> = {}): Closing => ({
  id,
  kind: "first",
  by: "South crew",
  name: "Sam South",
  crew_id: "south",
  occurred_at: before(7_200_000),
  received_at: before(60_000),
  outcome: "fixed",
  note: "",
  photos: [],
  counts: false,
  ...part,
});
const ids = (closings: Closing[]) => {
  const { asks, stands } = sidesOf({ closings });
  return [asks?.id, stands?.id];
};
const plain = (value: string): string => value;
const sides = (...of: Parameters<typeof closingRows>) => Object.fromEntries(closingRows(...of).map((one) => [one.name, [one.left, one.right]]));

describe("the two sides of a job", () => {
  test("a closing that alone was sent stands against what the desk had decided", () => {
    expect(ids([closing("late", { counts: true })])).toEqual(["late", undefined]);
  });
  test("a second crew's closing asks to count, the first stands", () => {
    expect(ids([closing("first", { counts: true }), closing("second", { crew_id: "north" })])).toEqual(["second", "first"]);
  });
  test("what a crew said before its own correction is no side", () => {
    expect(ids([closing("old"), closing("corrected", { counts: true })])).toEqual(["corrected", undefined]);
  });
  test("the desk's side names who moved the job, and when", () => {
    const moved = { kind: "assigned", by: "dispatcher", name: "Ana Ruiz", at: before(3_600_000) };
    const late = job("w", { crew_id: "north", status: "done", moved, closings: [closing("late", { kind: "late", counts: true })] });
    const found = sides(late, names, plain, plain);
    expect(found).toMatchObject({ State: ["done", "assigned"], Crew: ["south crew", "north crew"], Who: ["Sam South", "Ana Ruiz"] });
  });
  test("of a job that was called off the desk's side says so", () => {
    const moved = { kind: "cancelled", by: "dispatcher", name: "Ana Ruiz", at: before(0) };
    const late = job("w", { status: "done", moved, closings: [closing("late", { counts: true })] });
    expect(sides(late, names, plain, plain)).toMatchObject({ State: ["done", "cancelled"] });
  });
});

describe("what was decided", () => {
  const settled = (at: string) => [{ verdict: "take" as const, flags: [], note: "", by: "dispatcher", name: "", at }];
  test("decisions of today are listed, the newest first; those of before are not", () => {
    const all = [job("old", { settled: settled(before(86_400_000)) }), job("a", { settled: settled(before(7_200_000)) }), job("b", { settled: settled(before(0)) })];
    expect(decidedOn(all, NOON).map(({ job: { id } }) => id)).toEqual(["b", "a"]);
  });
});

describe("a change that met another's", () => {
  const letter = (part: Partial<Letter>) => ({ kind: "request.sort", args: {}, detail: null, ...part }) as Letter;
  test("both values are there, and the newer of what is known of the other's", () => {
    const mine = letter({ args: { priority: "high" }, detail: { fields: { priority: { now: "low", yours: "high" } } } });
    expect(saveRows(mine, request("a", { priority: "urgent" }), undefined, names)).toEqual([
      { name: "Priority", left: "High", right: "Urgent", differs: true },
    ]);
  });
  test("of an assignment both crews are named", () => {
    const mine = letter({ kind: "wo.assign", args: { crew_id: "south" }, detail: { crew_id: "north" } });
    expect(saveRows(mine, undefined, undefined, names)).toMatchObject([{ left: "south crew", right: "north crew" }]);
  });
  test("who changed it is read off the last such line, by name", () => {
    const line = (name: string, at: string) => ({ at, kind: "sorted_priority", by: "dispatcher", text: "", name });
    const changed = request("a", { history: [line("Ana Ruiz", before(9000)), line("Ben Oak", before(60))] });
    expect(whoChanged(letter({}), changed, undefined)).toEqual({ by: "Ben Oak", at: before(60) });
  });
});
