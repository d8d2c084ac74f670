import { changesSince, seenNow } from "../../../pwa/src/console/dispatch/live-changes";
import type { RequestView, WorkOrderView } from "../../../pwa/src/store/views";
import { liveWords } from "../../../pwa/src/words/desk-live";
import { NOON, before, job, request } from "./dispatch-factories";

const line = (kind: string, part: object = {}) => ({ at: before(0), kind, by: "dispatcher", text: "", ...part });
const byId = (...all: WorkOrderView[]) => new Map(all.map((one) => [one.id, one]));
const told = (old: [RequestView[], WorkOrderView[]], now: [RequestView[], WorkOrderView[]], me = "Me") =>
  changesSince(seenNow(...old), now[0], byId(...now[1]), me).map(({ requestId, entry }) => [requestId, entry.kind]);

describe("what others did", () => {
  const mine = request("a", { work_order_id: "w", history: [line("reported", { at: before(9000) })] });
  const work = job("w", { request_ids: ["a"] });
  test("a line of a newer version is told", () => {
    const given = { ...work, ver: 2, history: [line("assigned", { name: "Ana Ruiz", text: "south" })] };
    expect(told([[mine], [work]], [[mine], [given]])).toEqual([["a", "assigned"]]);
  });
  test("what was there before is not told again", () => {
    expect(told([[mine], [work]], [[{ ...mine, ver: 2 }], [work]])).toEqual([]);
  });
  test("what this desk predicts is not told: it has no version yet", () => {
    expect(told([[mine], [work]], [[{ ...mine, history: [...mine.history, line("comment")] }], [work]])).toEqual([]);
  });
  test("what I did is not told", () => {
    const given = { ...work, ver: 2, history: [line("assigned", { name: "Me" })] };
    expect(told([[mine], [work]], [[mine], [given]])).toEqual([]);
  });
  test("a report that follows its job is told once, in the words of the job", () => {
    const given = { ...work, ver: 2, history: [line("assigned", { name: "Ana Ruiz" })] };
    const planned = { ...mine, ver: 2, history: [...mine.history, line("planned", { name: "Ana Ruiz" })] };
    expect(told([[mine], [work]], [[planned], [given]])).toEqual([["a", "assigned"]]);
  });
  test("a report that was not here is told with all of its lines", () => {
    expect(told([[], []], [[mine], []])).toEqual([["a", "reported"]]);
  });
});

describe("when it was", () => {
  test("what just happened is just now, what a phone brings later has its hour", () => {
    expect(liveWords.news("South crew closed it", before(30_000), NOON.getTime())).toBe("South crew closed it just now");
    expect(liveWords.news("South crew closed it", before(7_200_000), NOON.getTime())).toBe("South crew closed it today, 10:00 AM");
  });
});
