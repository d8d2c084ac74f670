import { NO_ORDER, arrange, moved, orderOf } from "../../../pwa/src/crew/order";
import { HOUR, before, job, request } from "./dispatch-factories";

const ids = (jobs: { id: string }[]): string[] => jobs.map(({ id }) => id);
const old = (id: string, hours: number, also = {}) => job(id, { created_at: before(hours * HOUR), ...also });
const HERE = { lat: 35.96, lon: -83.92 };
const NOTHING = { route: null, from: null };

describe("which order stands", () => {
  test("the route when this phone has one, else the nearest, else the oldest", () => {
    expect(orderOf(NO_ORDER, { route: ["a"], from: HERE })).toBe("route");
    expect(orderOf(NO_ORDER, { route: null, from: HERE })).toBe("nearest");
    expect(orderOf(NO_ORDER, NOTHING)).toBe("oldest");
  });
  test("what was chosen, as far as it can be had", () => {
    expect(orderOf({ by: "nearest", ids: [] }, { route: ["a"], from: HERE })).toBe("nearest");
    expect(orderOf({ by: "route", ids: [] }, { route: null, from: HERE })).toBe("nearest");
    expect(orderOf({ by: "oldest", ids: [] }, { route: ["a"], from: HERE })).toBe("oldest");
  });
});

describe("the best route", () => {
  test("lays the jobs as the server said, those it does not know at the end, work begun before all", () => {
    const jobs = [old("a", 5), old("b", 4), old("later", 9), old("begun", 1, { status: "started" })];
    const known = { route: ["b", "a"], from: null };
    expect(ids(arrange(jobs, "central", NO_ORDER, known))).toEqual(["begun", "b", "a", "later"]);
  });
});

describe("the order by hand", () => {
  const kept = { by: "hand" as const, ids: ["c", "gone", "a"] };
  test("stands as it was laid, without what is gone", () => {
    expect(ids(arrange([old("a", 2), old("c", 1)], "central", kept, NOTHING))).toEqual(["c", "a"]);
  });
  test("a later job goes behind the stop that the route has before it", () => {
    const known = { route: ["c", "new", "a"], from: null };
    expect(ids(arrange([old("a", 2), old("c", 1), old("new", 0)], "central", kept, known))).toEqual(["c", "new", "a"]);
  });
  test("a later job that begins the route goes first, one that the route lacks goes last", () => {
    const jobs = [old("a", 2), old("c", 1), old("first", 0), old("lost", 0)];
    expect(ids(arrange(jobs, "central", kept, { route: ["first", "a"], from: null }))).toEqual(["first", "c", "a", "lost"]);
  });
});

describe("moving one", () => {
  test.each([
    ["b", "up", "bac"],
    ["b", "down", "acb"],
    ["c", "top", "cab"],
    ["a", "up", "abc"],
    ["c", "down", "abc"],
    ["x", "top", "abc"],
  ] as const)("%s %s gives %s", (id, move, order) => expect(moved(["a", "b", "c"], id, move).join("")).toBe(order));
});

test("a job with a place of its own is still found by it", () => {
  const near = job("near", { request: request("r", { place: { ...HERE, source: "gps" } }) });
  expect(ids(arrange([old("words", 9), near], "central", { by: "nearest", ids: [] }, { route: null, from: HERE }))).toEqual(["near", "words"]);
});
