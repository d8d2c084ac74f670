import { loadedName, loadOf, loadRows, shareOf } from "../../../pwa/src/map/crew-load";
import type { CrewDoc } from "../../../pwa/src/store/views";

const job = (crew_id: string | null, status: string) => ({ crew_id, status });
const LOAD = loadOf([job("n", "assigned"), job("n", "started"), job("s", "assigned"), job("s", "done"), job(null, "open"), job("n", "blocked")]);

test("open jobs count for the crew that has them, and no others", () => {
  expect([...LOAD]).toEqual([["n", 3], ["s", 1]]);
});

test("the crew with the most is the measure of all", () => {
  expect([shareOf(LOAD, "n"), shareOf(LOAD, "s"), shareOf(LOAD, "idle"), shareOf(LOAD, null)]).toEqual([1, 1 / 3, 0, 0]);
  expect(shareOf(loadOf([]), "n")).toBe(0);
});

test("the table lists every crew, the most loaded first", () => {
  const crews = [{ id: "idle", name: "Idle" }, { id: "s", name: "South" }, { id: "n", name: "North" }] as CrewDoc[];
  expect(loadRows(LOAD, crews).map(([{ name }, n]) => [name, n])).toEqual([["North", 3], ["South", 1], ["Idle", 0]]);
});

test("a district's name carries its crew's load", () => {
  expect(loadedName({ name: "District 3", crew_id: "s" }, LOAD)).toBe("District 3 · 1");
  expect(loadedName({ name: "Nobody's", crew_id: null }, LOAD)).toBe("Nobody's");
});
