import { letterFacts } from "../../../pwa/src/design/letter-facts-of";
import { draftOf } from "../../../pwa/src/report/draft-of";
import { answerOf } from "../../../pwa/src/report/same";
import { closingOf } from "../../../pwa/src/crew/closing";
import { changesOf, fieldsOf } from "../../../pwa/src/shell/letter-fields";
import { waysOf, wordsOf, type Here } from "../../../pwa/src/store/letter-ways";
import type { Letter } from "../../../pwa/src/store/views";
import type { StoredLetter } from "../../../pwa/src/store/database";

const stored = (kind: string, on: string, code = "bad_value") => ({ op: { kind, on }, ack: { code } }) as unknown as StoredLetter;
const here = (...known: string[]): Here => ({
  has: (on) => known.includes(on),
  isOpen: (on) => known.includes(on),
  requestOf: (on) => (known.includes(on) ? "r1" : null),
});
const letter = (kind: string, code: string, args: object): Letter =>
  ({ opId: "o1", kind, on: kind.startsWith("wo") ? "wo/w1" : "request/r1", code, args }) as unknown as Letter;

describe("what can be done with a letter", () => {
  test.each([
    ["request.report", "request/r9", "report", null],
    ["request.comment", "request/r1", "words", null],
    ["request.edit", "request/r1", "words", "r1"],
    ["wo.close", "wo/w1", "closing", "r1"],
    ["wo.assign", "wo/w1", "again", "r1"],
    ["op.review", "op/h1", "again", null],
  ])("%s on what is here", (kind, on, resend, comment) => {
    expect(waysOf(stored(kind, on), here("request/r1", "wo/w1"), "words", 0)).toEqual({ resend, comment });
  });

  test.each(["request.comment", "wo.close", "wo.assign"])("%s on what has gone from this phone can only be kept", (kind) => {
    expect(waysOf(stored(kind, "wo/w1"), here(), "words", 1)).toEqual({ resend: null, comment: null });
  });

  test("what only waits for its report goes with it and not alone, until the report is there", () => {
    const waits = stored("request.comment", "request/r1", "depends_on_rejected");
    expect(waysOf(waits, here(), "words", 0).resend).toBeNull();
    expect(waysOf(waits, here("request/r1"), "words", 0).resend).toBe("words");
  });

  test("an act without words or photos makes no comment, one with a photo alone does", () => {
    expect([waysOf(stored("wo.accept", "wo/w1"), here("wo/w1"), "", 0).comment, waysOf(stored("wo.close", "wo/w1"), here("wo/w1"), "", 1).comment]).toEqual([null, "r1"]);
  });

  test("the words of an act are all that was typed", () => {
    expect(wordsOf({ description: "A hole", place: { text: "Elm St" }, photos: [] })).toBe("A hole\nElm St");
    expect(wordsOf({ stars: 4 })).toBe("");
  });
});

describe("the form of a letter", () => {
  test("a refused report is still the same as the one it named, where its place and kind stay", () => {
    const args = { reference: "R", service_code: "pothole", place: { source: "map", lat: 1, lon: 2 }, same_as: "K7QM3XD92FJ" };
    expect(answerOf(draftOf(letter("request.report", "bad_reference", args), [], 5))).toBe("K7QM3XD92FJ");
    expect(answerOf(draftOf(letter("request.report", "bad_location", args), [], 5))).toBeUndefined();
  });

  test("a refused report opens whole, where it has to change", () => {
    const args = { reference: "R", service_code: "gone", description: "A hole", place: { source: "typed", text: "Elm St" } };
    const draft = draftOf(letter("request.report", "service_retired", args), [], 5);
    expect([draft.step, draft.serviceCode, draft.placeText, draft.description]).toEqual(["what", null, "Elm St", "A hole"]);
    expect(draft.letter).toEqual({ letter: "o1", requestId: "r1", reference: "R" });
    expect(draftOf(letter("request.report", "bad_reference", args), [], 5).letter?.reference).toBeNull();
    expect(draftOf(letter("request.report", "erased", args), [], 5).letter).toEqual({ letter: "o1", requestId: null, reference: null });
    expect(draftOf(letter("request.report", "bad_location", args), [], 5)).toMatchObject({ step: "place", place: null, serviceCode: "gone" });
  });

  test("a refused closing opens with its outcome and note", () => {
    const draft = closingOf(letter("wo.close", "bad_value", { outcome: "fixed", note: "Done" }), [], new Date(0));
    expect(draft).toMatchObject({ outcome: "fixed", note: "Done", letter: "o1" });
  });

  test("other acts offer their words, and change nothing else", () => {
    const args = { description: " A hole ", place: { lat: 1, lon: 2, text: "Elm St" } };
    expect(fieldsOf(args)).toEqual({ description: " A hole ", place: "Elm St" });
    expect(changesOf(args, fieldsOf(args))).toEqual({ description: "A hole", place: { lat: 1, lon: 2, text: "Elm St" } });
    expect(fieldsOf({ stars: 3, text: "Good" })).toEqual({ text: "Good" });
  });
});

describe("what stands now", () => {
  const names = { crew: (id: string) => `${id} crew`, service: (code: string) => code.toUpperCase(), reference: (text: string) => `#${text}` };

  test("both values of a conflict are in words", () => {
    const detail = { fields: { service_code: { now: "light", yours: "pothole" }, priority: { now: "high", yours: "low" } } };
    expect(letterFacts(detail, {}, names)).toEqual([
      { name: "Kind", now: "LIGHT", yours: "POTHOLE" },
      { name: "Priority", now: "high", yours: "low" },
    ]);
  });

  test("a single fact stands beside what was asked for", () => {
    expect(letterFacts({ crew_id: "north" }, { crew_id: "south" }, names)).toEqual([{ name: "Crew", now: "north crew", yours: "south crew" }]);
  });

  test("what a supervisor wrote is said as theirs", () => {
    expect(letterFacts({ note: "Not there." }, { note: "Done" }, names)).toEqual([{ name: "What the supervisor wrote", now: "Not there.", yours: "", said: true }]);
  });

  test("codes and pointers are nothing to show", () => {
    expect([letterFacts({ fields: [{ code: "bad_value", at: "/photos" }] }, {}, names), letterFacts(null, {}, names)]).toEqual([[], []]);
  });
});
