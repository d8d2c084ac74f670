import { type Filters, finder, fromAddress, haystack, isNarrowed, NONE, toAddress } from "../../../pwa/src/console/dispatch/filters";
import { request } from "./dispatch-factories";

const searchOf = (address: string): string => address.slice(address.indexOf("?"));

const plain = fromAddress("");

test("a view survives the way into the address and back", () => {
  const view: Filters = {
    queue: "in_work", q: "Gay & Main #4", service: "pothole", district: NONE, crew: "c 1", priority: "urgent",
    due: "week", period: "7", sort: "due", id: "0193",
  };
  expect(fromAddress(searchOf(toAddress(view)))).toEqual(view);
});
test("the plain address is the first queue with nothing left out", () => {
  expect(toAddress(plain)).toBe("/desk");
  expect(plain.queue).toBe("new");
  expect(isNarrowed(plain)).toBe(false);
});
test.each(["held", "conflicts", "overdue", "review"] as const)("%s has an address too", (queue) => {
  expect(fromAddress(searchOf(toAddress({ ...plain, queue, id: "0193" })))).toEqual({ ...plain, queue, id: "0193" });
});
test("what nobody knows is left out", () => {
  expect(fromAddress("?queue=everything&priority=huge&due=never&period=3&sort=colour")).toEqual(plain);
});
test("a queue and its order make no list shorter, words and choices do", () => {
  expect(isNarrowed({ ...plain, queue: "done", sort: "due", id: "a" })).toBe(false);
  expect(isNarrowed({ ...plain, q: "elm" })).toBe(true);
  expect(isNarrowed({ ...plain, crew: NONE })).toBe(true);
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
