import { inOrder, type Tour } from "../../../pwa/src/store/tour-order";

const job = (id: string, status = "assigned") => ({ id, status });
const tourOf = (...order: string[]): Tour => ({ order, legs: [], engine: "vroom", travel: "straight", made_at: "2026-11-26T08:00:00Z" });
const ids = (jobs: { id: string }[]): string => jobs.map(({ id }) => id).join("");
const jobs = [..."abcd"].map((id) => job(id));

test("jobs stand as the tour has them", () => expect(ids(inOrder(jobs, tourOf("c", "a", "d", "b"), null))).toBe("cadb"));

test("without a tour they stay as they were given", () => expect(ids(inOrder(jobs, null, null))).toBe("abcd"));

test("a job that the tour does not know stands behind, and one that is gone leaves no hole", () =>
  expect(ids(inOrder(jobs, tourOf("d", "gone", "b"), null))).toBe("dbac"));

test("what was begun since is first, and what waits for parts last", () =>
  expect(ids(inOrder([job("a"), job("b", "blocked"), job("c", "started"), job("d")], tourOf("b", "a", "d", "c"), null))).toBe("cadb"));

test("an order by hand is stronger than the tour and than what was begun", () =>
  expect(ids(inOrder([job("a"), job("b", "started"), job("c"), job("d")], tourOf("b", "a", "c", "d"), ["d", "c", "b", "a"]))).toBe("dcba"));

test("a job that came later stands behind the one it follows in the tour", () => {
  expect(ids(inOrder(jobs, tourOf("a", "b", "c", "d"), ["d", "b", "a"]))).toBe("dbca");
  expect(ids(inOrder(jobs, tourOf("a", "b", "c", "d"), ["d", "b"]))).toBe("adbc");
});

test("an order by hand of jobs that are all gone is none", () => expect(ids(inOrder(jobs, tourOf("d", "a", "b", "c"), ["gone"]))).toBe("dabc"));

test("nothing is lost and nothing is shown twice, whatever was kept", () =>
  expect(ids(inOrder(jobs, tourOf("a", "a"), ["b", "b", "c"])).split("").sort().join("")).toBe("abcd"));
