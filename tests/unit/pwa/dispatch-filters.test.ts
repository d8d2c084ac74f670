import { finder, fromAddress, haystack, toAddress } from "../../../pwa/src/console/dispatch/filters";
import { request } from "./dispatch-factories";

const searchOf = (address: string): string => address.slice(address.indexOf("?"));

test("a view survives the way into the address and back", () => {
  const view = { queue: "in_work" as const, q: "Gay & Main #4", id: "0193" };
  expect(fromAddress(searchOf(toAddress(view)))).toEqual(view);
});
test("the plain address is the first queue", () => {
  expect(toAddress({ queue: "new", q: "", id: null })).toBe("/desk");
  expect(fromAddress("")).toEqual({ queue: "new", q: "", id: null });
});
test("the acts that wait for a decision have an address too", () => {
  expect(fromAddress(searchOf(toAddress({ queue: "held", q: "", id: "0193" })))).toEqual({ queue: "held", q: "", id: "0193" });
});
test("a queue that nobody knows is the first queue", () => {
  expect(fromAddress("?queue=everything").queue).toBe("new");
});

describe("searching", () => {
  const hay = haystack(
    request("a", { place: { text: "12 Élm Street", source: "typed" }, description: "deep hole" }),
    "Pothole",
    "District 3",
  );
  test.each(["pothole", "elm", "12 elm street", "district 3", "hole deep"])("%s finds it", (typed) => {
    expect(finder(typed)(hay)).toBe(true);
  });
  test("a reference finds it with and without hyphens, in any case", () => {
    expect(finder("K7QM-3XD9")(hay)).toBe(true);
    expect(finder(" k7qm3xd92ft ")(hay)).toBe(true);
  });
  test("every word must be found", () => expect(finder("pothole oak")(hay)).toBe(false));
});
