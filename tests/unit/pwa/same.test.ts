// What a report that follows another shows, and how others near are described.
import { standingOf } from "../../../pwa/src/design/standing-of";
import { words } from "../../../pwa/src/words/words";

const line = (kind: string) => ({ at: "2026-11-21T09:00:00Z", kind, by: "dispatcher", text: "" });

test("a report that follows another stands where that one does", () => {
  const history = ["reported", "duplicate", "planned", "comment", "resolved", "merged_in"].map(line);
  expect(standingOf({ status: "duplicate", history })).toBe("resolved");
  expect(standingOf({ status: "duplicate", history: history.slice(0, 2) })).toBe("duplicate");
  expect(standingOf({ status: "new", history })).toBe("new");
});

test("distance and age are said as people say them", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  expect([10, 20, 120].map(words.nearby.where)).toEqual(["Right here", "About 20 m away", "About 120 m away"]);
  const ages = ["2026-11-21T09:00:00Z", "2026-11-20T09:00:00Z", "2026-11-10T09:00:00Z", "2026-05-03T12:00:00Z"];
  expect(ages.map((at) => words.nearby.reported(at, now))).toEqual([
    "Reported today",
    "Reported yesterday",
    "Reported 11 days ago",
    `Reported on ${new Intl.DateTimeFormat("en-US", { day: "numeric", month: "long" }).format(Date.parse("2026-05-03T12:00:00Z"))}`,
  ]);
});
