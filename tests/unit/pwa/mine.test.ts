// One's own reports: what was said of their end, which are open, what a correction asks, whose report may be followed.
import type { HistoryEntry } from "@sync/protocol/messages";
import { expectedOf } from "../../../pwa/src/design/expected";
import { changesOf } from "../../../pwa/src/my-reports/changes";
import { ofAddress, ownOf } from "../../../pwa/src/my-reports/following";
import { historyWords, worthReading } from "../../../pwa/src/my-reports/history-words";
import { endOf, goesOnElsewhere, isOver, leftOver, ratingOf } from "../../../pwa/src/my-reports/verdict";
import { openOnes, overOnes } from "../../../pwa/src/my-reports/which";
import { placeNear } from "../../../pwa/src/report/near-report";
import type { RequestView } from "../../../pwa/src/store/views";
import { mine } from "../../../pwa/src/words/mine";

const AT = "2026-11-25T09:00:00Z";
const line = (kind: string, by = "reporter", text = ""): HistoryEntry => ({ at: AT, kind, by, text });
const ended = (...history: HistoryEntry[]) => ({ status: "resolved", closed_at: AT, history });
const report = (status: string, also: Partial<RequestView> = {}): RequestView => ({ id: status, status, history: [], ...also }) as unknown as RequestView;

describe("what was said of the end", () => {
  test("nothing, before anybody answered", () => expect(ratingOf(ended(line("resolved")))).toBeNull());

  test("the last answer counts, with its words", () => {
    const told = ended(line("resolved"), line("rated", "reporter", "2/5"), line("rated", "reporter", "4/5 Much better"));
    expect(ratingOf(told)).toEqual({ stars: 4, text: "Much better" });
    expect(worthReading(told.history).map(({ text }) => text)).toEqual(["", "4/5 Much better"]);
  });

  test("an answer about an earlier end is none about this one", () => {
    const told = ended(line("closed"), line("rated", "reporter", "5/5"), line("reopened"), line("resolved"));
    expect(ratingOf(told)).toBeNull();
    expect(endOf(told)).not.toBe(endOf({ ...told, closed_at: "2026-12-01T09:00:00Z" }));
  });

  test("what goes on as a new report is asked about there", () => {
    expect(goesOnElsewhere(ended(line("resolved"), line("followed_up")))).toBe(true);
    expect(goesOnElsewhere(ended(line("followed_up"), line("resolved")))).toBe(false);
  });

  test("words for opening it again are left over once it is open by other words", () => {
    const opened = { ...ended(line("resolved"), line("reopened", "reporter", "ONE")), status: "reopened" };
    expect([leftOver(opened, " TWO "), leftOver(opened, "ONE "), leftOver(opened, " ")]).toEqual(["TWO", "", ""]);
    expect(leftOver(ended(line("resolved")), "TWO")).toBe("");
    expect(leftOver(ended(line("resolved"), line("followed_up", "reporter", "ONE")), "TWO")).toBe("TWO");
  });

  test("only what was fixed or closed has an end to ask about", () => {
    const asked = ["resolved", "closed", "withdrawn", "duplicate", "in_work"].filter((status) => isOver({ ...ended(), status }));
    expect(asked).toEqual(["resolved", "closed"]);
  });
});

test("of many reports those are over that nobody waits for, also where another one's end is theirs", () => {
  const follows = report("duplicate", { history: [line("duplicate"), line("resolved", "South crew")] });
  const all = ["new", "planned", "reopened", "resolved", "closed", "withdrawn", "duplicate"].map((status) => report(status));
  expect(openOnes([...all, follows]).map(({ status }) => status)).toEqual(["new", "planned", "reopened", "duplicate"]);
  expect(overOnes([...all, follows])).toHaveLength(4);
});

describe("the day by which it is meant to be done", () => {
  const asked = { status: "planned", requested_at: AT };
  test("is late from the day after", () => {
    expect(expectedOf(asked, 2, Date.parse("2026-11-27T23:00:00Z"))).toEqual({ day: "2026-11-27", isLate: false });
    expect(expectedOf(asked, 2, Date.parse("2026-11-28T01:00:00Z"))?.isLate).toBe(true);
  });

  test("is a day later for each holiday of the city on the way", () => {
    expect(expectedOf(asked, 2, Date.parse("2026-11-27T23:00:00Z"), ["2026-11-26"])).toEqual({ day: "2026-11-30", isLate: false });
  });

  test("is not told where none was promised, or it is over, or another report counts", () => {
    expect(expectedOf(asked, null, 0)).toBeNull();
    expect(expectedOf({ ...asked, duplicate_of: "K7QM3XD92FJ" }, 2, 0)).toBeNull();
    for (const status of ["resolved", "withdrawn", "duplicate"]) expect(expectedOf({ ...asked, status }, 2, 0)).toBeNull();
  });
});

describe("a correction", () => {
  const was = { description: "A hole", place: { lat: 1, lon: 2, source: "gps" as const, text: "Elm Street" } };
  test("asks for no more than what differs", () => {
    expect(changesOf({ note: " A hole ", place: "Elm Street" }, was)).toEqual({});
    expect(changesOf({ note: "Two holes", place: "Elm Street" }, was)).toEqual({ description: "Two holes" });
  });

  test("of the place keeps its point", () =>
    expect(changesOf({ note: "A hole", place: "By the school" }, was)).toEqual({ place: { ...was.place, text: "By the school" } }));
});

describe("following another report", () => {
  const other = "K7QM3XD92FJ";
  test("this phone's own report of it is found, whichever way it became one", () => {
    const made = [report("new", { reference: other }), report("duplicate", { duplicate_of: other }), report("new", { history: [line("same_as", "reporter", other)] })];
    for (const own of made) expect(ownOf([report("new"), own], other)).toBe(own);
    expect(ownOf([report("withdrawn", { duplicate_of: other })], other)).toBeUndefined();
  });

  test("the facts may come along in the address, where they are whole", () => {
    const known = [{ id: "pothole" }];
    const at = ofAddress(`?same=k7qm-3xd9-2fj&service=pothole&lat=35.9606&lon=-83.9207`, known);
    expect(at).toEqual({ reference: other, serviceCode: "pothole", place: { lat: 35.9606, lon: -83.9207, source: "map", text: "Where K7QM-3XD9-2FJ is" } });
    for (const less of ["", "&service=pothole", "&service=pothole&lat=35.9&lon=", "&service=pothole&lat=135&lon=0"])
      expect(ofAddress(`?same=${other}${less}`, known)).toBeNull();
    expect(ofAddress("?same=K7QM3XD92FK&service=pothole&lat=1&lon=2", known)).toBeNull();
  });

  test("a kind that the city does not know is no fact", () => {
    const made = `?same=${other}&service=call-this-number&lat=1&lon=2`;
    expect(ofAddress(made, [{ id: "pothole" }])).toBeNull();
    expect(ofAddress(made, [{ id: "call-this-number" }])).not.toBeNull();
  });
});

test("another report nearby begins at the place of the first, with its point", () => {
  const { placeText, place, picked } = placeNear({ reference: "K7QM3XD92FJ", place: { lat: 1, lon: 2, source: "gps" } });
  expect([placeText, picked?.label]).toEqual(["Near K7QM-3XD9-2FJ", placeText]);
  expect(place).toMatchObject({ lat: 1, lon: 2, source: "typed" });
});

describe("a line of the history", () => {
  test("names the other report as people read it", () =>
    expect(historyWords(line("same_as", "reporter", "K7QM3XD92FJ"))).toEqual({ what: "You said it is the same as K7QM-3XD9-2FJ.", text: "" }));

  test("says a rating in words", () => expect(historyWords(line("rated", "reporter", "4/5 Thanks"))).toEqual({ what: "You rated the result: Good.", text: "Thanks" }));

  test("does not say that you did what the other reporter did", () => {
    expect(historyWords(line("reopened"), true).what).toMatch(/^Somebody else/);
    expect(historyWords(line("reopened")).what).toMatch(/^You/);
  });

  test("leaves to the city what the city did when you reported", () => expect(historyWords(line("planned")).what).toBe("The city gave it to a crew."));

  test("is a whole sentence, whoever did it", () => {
    for (const kind of Object.keys(mine.told))
      for (const by of ["reporter", "routing", "South crew"]) expect(historyWords(line(kind, by, "1/5")).what).toMatch(/^[A-Z].*[.:]$/);
  });
});
