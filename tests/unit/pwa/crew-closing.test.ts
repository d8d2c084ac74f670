import { CLOSING } from "../../../sync/protocol/lifecycle";
import { OUTCOMES, type OutcomeId, begin, closureOf, isWorthKeeping } from "../../../pwa/src/crew/closing";
import { lastWins } from "../../../pwa/src/store/last-wins";
import { outcomes } from "../../../pwa/src/words/staff";
import { NOON } from "./dispatch-factories";

const READY = Object.fromEntries(OUTCOMES.map((id) => [id, outcomes[id].ready])) as Record<OutcomeId, string>;
const draft = begin(NOON);

test("a closure needs an outcome", () => expect(closureOf(draft, READY)).toBeNull());
test.each(OUTCOMES)("the outcome %s closes a job and has a sentence for the reporter", (outcome) => {
  expect(CLOSING[outcome]).toBeDefined();
  expect(closureOf({ ...draft, outcome }, READY)?.note).toMatch(/\w.*\.$/);
});
test("what was typed goes out instead of the ready sentence", () => {
  expect(closureOf({ ...draft, outcome: "fixed", note: " Two new slabs. " }, READY)?.note).toBe("Two new slabs.");
});
test("an emptied note is never sent empty", () => {
  expect(closureOf({ ...draft, outcome: "fixed", note: "  " }, READY)?.note).toBe(READY.fixed);
});
test("the trace of an opened camera is nothing that anybody would miss", () => {
  expect(isWorthKeeping(draft)).toBe(false);
  expect(isWorthKeeping({ ...draft, outcome: "fixed" })).toBe(true);
  expect(isWorthKeeping({ ...draft, note: "x" })).toBe(true);
});

describe("writing what is typed", () => {
  /** A disk that writes when told to. */
  function disk() {
    const written: string[] = [];
    const waiting: (() => void)[] = [];
    const write = (value: string): Promise<void> =>
      new Promise((done) => waiting.push(() => (written.push(value), done())));
    return { written, write, turn: () => waiting.shift()?.() };
  }
  test("of what comes while the disk is busy only the last is written", async () => {
    const { written, write, turn } = disk();
    const writer = lastWins(write);
    const first = writer.put("a");
    void writer.put("b");
    const last = writer.put("c");
    turn();
    await Promise.resolve();
    turn();
    await Promise.all([first, last]);
    expect(written).toEqual(["a", "c"]);
  });
  test("a failed write is told, and the next one is tried", async () => {
    let fails = true;
    const writer = lastWins(async () => {
      if (fails) throw new Error("full");
    });
    await expect(writer.put("a")).rejects.toThrow("full");
    fails = false;
    await expect(writer.put("b")).resolves.toBeUndefined();
  });
});
