import { fromAddress, NONE } from "../../../pwa/src/console/dispatch/filters";
import { between, toggled } from "../../../pwa/src/console/dispatch/marks";
import { narrow } from "../../../pwa/src/console/dispatch/narrowing";
import { rowsOf } from "../../../pwa/src/console/dispatch/rows";
import { HOUR, NOON, before, job, request } from "./dispatch-factories";

const DAY = 24 * HOUR;
const crewed = { status: "planned", crew_id: "south" };
const all = rowsOf(
  [
    request("old", { requested_at: before(9 * DAY), updated_at: before(HOUR) }),
    request("urgent", { requested_at: before(2 * HOUR), priority: "urgent", district_id: null }),
    request("mine", { ...crewed, requested_at: before(3 * HOUR), updated_at: before(1), work_order_id: "w", service_code: "leaf" }),
    request("over", { status: "resolved" }),
  ],
  {
    jobs: new Map([["w", job("w", { crew_id: "north" })]]),
    names: new Map([["pothole", "Pothole"]]),
    days: new Map([["pothole", 2]]),
    districts: new Map(),
    holidays: [],
    today: "2026-05-03",
  },
  NOON.getTime(),
);
const found = (query: string) => narrow(all, fromAddress(query), NOON.getTime());
const ids = (query: string) => found(query).rows.map(({ request }) => request.id);

describe("what a queue shows", () => {
  test("the longest wait comes first", () => expect(ids("?queue=new")).toEqual(["old", "mine", "urgent"]));
  test("or the most urgent", () => expect(ids("?queue=unassigned&sort=priority")).toEqual(["urgent", "old"]));
  test("or what was changed last", () => expect(ids("?queue=new&sort=latest")[0]).toBe("mine"));
  test("or what is due first, with what nobody promised last", () => {
    expect(ids("?queue=new&sort=due")).toEqual(["old", "urgent", "mine"]);
  });
  test("what is late lies in Overdue as well", () => expect(ids("?queue=overdue")).toEqual(["old"]));
  test("held acts and conflicts are no reports", () => expect(ids("?queue=held")).toEqual([]));
});

describe("filters", () => {
  test("the counts of all queues are of what is left", () => {
    expect(found("").counts).toEqual({ new: 3, review: 0, conflicts: 0, unassigned: 2, overdue: 1, in_work: 1, done: 1 });
    expect(found("?service=leaf").counts).toEqual({ new: 1, review: 0, conflicts: 0, unassigned: 0, overdue: 0, in_work: 1, done: 0 });
  });
  test("the crew is that of the job", () => {
    expect(ids("?queue=in_work&crew=north")).toEqual(["mine"]);
    expect(ids("?queue=in_work&crew=south")).toEqual([]);
  });
  test("no crew and no district can be looked for", () => {
    expect(ids(`?queue=new&crew=${NONE}`)).toEqual(["old", "urgent"]);
    expect(ids(`?queue=new&district=${NONE}`)).toEqual(["urgent"]);
  });
  test("by priority, due day and when it was reported", () => {
    expect(ids("?queue=new&priority=urgent")).toEqual(["urgent"]);
    expect(ids("?queue=new&due=late")).toEqual(["old"]);
    expect(ids("?queue=new&due=week")).toEqual(["urgent"]);
    expect(ids("?queue=new&period=1")).toEqual(["mine", "urgent"]);
  });
  test("all of them must fit", () => expect(ids("?queue=new&period=1&q=pothole")).toEqual(["urgent"]));
});

describe("selecting several", () => {
  test("a second time takes it out again", () => {
    expect([...toggled(toggled(new Set(["a"]), "b"), "a")]).toEqual(["b"]);
  });
  test("a range holds both ends, in either direction", () => {
    expect(between(["a", "b", "c", "d"], "b", "d")).toEqual(["b", "c", "d"]);
    expect(between(["a", "b", "c", "d"], "d", "b")).toEqual(["b", "c", "d"]);
  });
  test("a range that begins outside the list is one row", () => expect(between(["a", "b"], "gone", "b")).toEqual(["b"]));
});
