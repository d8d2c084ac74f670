import { type Known, arrange, moved, orderOf } from "../../../pwa/src/crew/order";
import { HOUR, before, job } from "./dispatch-factories";

const ids = (jobs: { id: string }[]): string[] => jobs.map(({ id }) => id);
const old = (id: string, hours: number, also = {}) => job(id, { created_at: before(hours * HOUR), ...also });
const HERE = { lat: 35.96, lon: -83.92 };
const NOTHING: Known = { chosen: null, tour: null, hand: null, from: null };
const tour = (...order: string[]) => ({ order, legs: [], engine: "vroom" as const, travel: "straight" as const, made_at: "2026-11-21T08:00:00Z" });

describe("which order stands", () => {
  test("the route when this phone has one, else the nearest, else the oldest", () => {
    expect(orderOf({ ...NOTHING, tour: tour("a"), from: HERE })).toBe("route");
    expect(orderOf({ ...NOTHING, from: HERE })).toBe("nearest");
    expect(orderOf(NOTHING)).toBe("oldest");
  });
  test("what was chosen, as far as it can be had", () => {
    expect(orderOf({ ...NOTHING, chosen: "nearest", tour: tour("a"), from: HERE })).toBe("nearest");
    expect(orderOf({ ...NOTHING, chosen: "route", from: HERE })).toBe("nearest");
    expect(orderOf({ ...NOTHING, chosen: "oldest", tour: tour("a"), from: HERE })).toBe("oldest");
  });
  test("the order by hand before all", () => expect(orderOf({ ...NOTHING, chosen: "oldest", hand: ["a"] })).toBe("hand"));
});

test("the best route lays the jobs as the city said, those it does not know behind", () => {
  const jobs = [old("a", 5), old("b", 4), old("later", 9)];
  expect(ids(arrange(jobs, "central", { ...NOTHING, tour: tour("b", "a") }))).toEqual(["b", "a", "later"]);
});

describe("the order by hand", () => {
  const hand = { ...NOTHING, hand: ["c", "gone", "a"] };
  test("stands as it was laid, without what is gone", () => {
    expect(ids(arrange([old("a", 2), old("c", 1)], "central", hand))).toEqual(["c", "a"]);
  });
  test("a later job goes where the route says", () => {
    const jobs = [old("a", 2), old("c", 1), old("new", 0)];
    expect(ids(arrange(jobs, "central", { ...hand, tour: tour("c", "new", "a") }))).toEqual(["c", "new", "a"]);
  });
  test("a later job that no route knows goes to the end, however old it is", () => {
    const jobs = [old("a", 2), old("c", 1), old("lost", 9)];
    expect(ids(arrange(jobs, "central", hand))).toEqual(["c", "a", "lost"]);
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
