import { toldAs, whoIn } from "../../../pwa/src/design/work-story";
import { shared } from "../../../pwa/src/words/staff";

const line = (kind: string, part: object = {}) => ({ at: "2026-05-03T10:00:00Z", kind, by: "dispatcher", text: "", ...part });

describe("a line of a history", () => {
  test("names the person, and the crew with it", () => {
    expect(whoIn(line("closed", { by: "South crew", name: "Sam South" }))).toBe("Sam South (South crew)");
    expect(whoIn(line("assigned", { name: "Ana Ruiz" }))).toBe("Ana Ruiz");
    expect(whoIn(line("assigned"))).toBe("dispatcher");
  });
  test("of a decision is told by what was decided, with its word apart", () => {
    const told = toldAs(line("settled", { text: "take: Well done: both.\nThanks" }));
    expect(told).toEqual({ kind: "settled_take", code: "", text: "Well done: both.\nThanks" });
    expect(shared.history(told.kind, "Ana Ruiz")).toBe("Ana Ruiz decided that the crew’s closing counts");
  });
  test("of a second closing keeps its outcome apart from its note", () => {
    expect(toldAs(line("closed_again", { text: "fixed: All done." }))).toEqual({ kind: "closed_again", code: "fixed", text: "All done." });
    expect(toldAs(line("closed_again", { text: "fixed" }))).toEqual({ kind: "closed_again", code: "fixed", text: "" });
  });
  test("of another kind keeps its words as they are", () => {
    expect(toldAs(line("comment", { text: "fixed: no" }))).toEqual({ kind: "comment", code: "", text: "fixed: no" });
  });
});
