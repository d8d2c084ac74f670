// What a reporter's own phone shows of what it has queued, where the vectors cannot say it: histories and times.
import type { QueuedOp } from "@sync/client/ports";
import { isLongOver, isUnseen, predict } from "@sync/client/predict";
import type { RequestDoc } from "@sync/protocol/messages";

const AT = "2026-11-21T09:00:00.000Z";
const by = (kind: string, who: string) => ({ at: AT, kind, by: who, text: "" });
const REPORT = { id: "r1", status: "new", reference: "K7QM3XD92FJ", description: "A hole", photos: [], history: [by("reported", "reporter")] };

/** What becomes of these acts, one after the other, on top of a report. */
function after(acts: [string, object][], was: object | null = null): RequestDoc | undefined {
  const view = { requests: new Map(was ? [["r1", { ...REPORT, ...was } as unknown as RequestDoc]] : []), workOrders: new Map() };
  const ops = acts.map(([kind, args], i) => ({ op: { mid: i + 1, kind, on: "request/r1", at: AT, args } }) as unknown as QueuedOp);
  return predict(view, ops, { signature: "reporter" }).requests.get("r1");
}

const MADE: [string, object] = ["request.report", { reference: "K7QM3XD92FJ", service_code: "pothole", place: { text: "Here" }, description: "A hole" }];

test("a report that is still queued reads as it was corrected, or as taken back", () => {
  expect(after([MADE, ["request.edit", { description: "Two holes" }]])).toMatchObject({ status: "new", description: "Two holes" });
  expect(after([MADE, ["request.withdraw", { text: "It is gone" }]])).toMatchObject({ status: "withdrawn" });
});

test("a report may be changed while routing alone has planned it, and no more once a person chose the crew", () => {
  const planned = (who: string) => ({ status: "planned", history: [...REPORT.history, by("planned", who)] });
  expect(after([["request.edit", { description: "Two holes" }]], planned("routing"))?.description).toBe("Two holes");
  expect(after([["request.edit", { description: "Two holes" }]], planned("dispatcher"))?.description).toBe("A hole");
  expect(isUnseen({ ...planned("routing"), followers: 1 })).toBe(false);
  expect(isUnseen({ status: "in_work", history: planned("routing").history })).toBe(false);
});

test("taking back what a crew works on leaves it in work and says so", () => {
  const told = after([["request.withdraw", { text: "Gone" }]], { status: "in_work" });
  expect([told?.status, told?.history.at(-1)?.kind]).toEqual(["in_work", "take_back"]);
});

test("a report said to be the same as another names it at once", () => {
  const [kind, args] = MADE;
  expect(after([[kind, { ...args, same_as: "ABCDEFGH123" }]])?.duplicate_of).toBe("ABCDEFGH123");
});

test("a rating is a line of the history too, as the city will write it", () => {
  const told = after([["request.rate", { stars: 4, text: "Thank you" }]], { status: "resolved" });
  expect([told?.rating, told?.history.at(-1)?.text]).toEqual([4, "4/5 Thank you"]);
});

test("two weeks after the closure a report is long over", () => {
  const days = (n: number): number => Date.parse(AT) + n * 86_400_000;
  expect([13.9, 14.1].map((n) => isLongOver({ closed_at: AT }, days(n)))).toEqual([false, true]);
  expect(isLongOver({ closed_at: null }, days(99))).toBe(false);
});
