import outcomes from "../../../sync/protocol/outcomes.json";
import lifecycle from "../../../sync/protocol/lifecycle.json";
import { curbStops } from "../../../pwa/src/design/curb-stops";
import { statusWords } from "../../../pwa/src/design/request-status";
import { stateWords } from "../../../pwa/src/design/state-words";
import { historyWords } from "../../../pwa/src/my-reports/history-words";
import { problemWords } from "../../../pwa/src/shell/problem-words";
import type { Code, Progress } from "../../../pwa/src/store/views";
import { districtWords } from "../../../pwa/src/words/districts";
import { mine } from "../../../pwa/src/words/mine";
import { words } from "../../../pwa/src/words/words";

const codes = Object.keys(outcomes.codes) as Code[];

/** Every text in the words, with functions called on plain values. */
function sentences(node: unknown, key = ""): [string, string][] {
  if (typeof node === "string") return [[key, node]];
  if (typeof node === "function") return [];
  return Object.entries(node as object).flatMap(([k, value]) => sentences(value, `${key}.${k}`));
}

describe("words", () => {
  test.each(codes)("every outcome code has a sentence and a way on: %s", (code) => {
    expect(words.codes[code].says).toMatch(/[.]$/);
    expect(words.codes[code].todo).toMatch(/[.]$/);
  });

  test.each(Object.keys(outcomes.problems))("every problem has words of its own: %s", (code) => {
    const said = problemWords(Object.assign(new Error(code), { code }));
    expect(said).toMatch(/[.]$/);
    if (code !== "internal_error") expect(said).not.toBe(words.problems.internal_error);
  });

  test("an error without a code is said as a fault of ours", () => {
    expect(problemWords(new TypeError("x is undefined"))).toBe(words.problems.internal_error);
    expect(problemWords({ code: "toString" })).toBe(words.problems.internal_error);
  });

  test("no sentence is empty", () => {
    expect([...sentences(words), ...sentences(mine), ...sentences(districtWords)].filter(([, text]) => !text.trim())).toEqual([]);
  });

  test("no sentence uses a word that people do not use here", () => {
    const banned = /\b(ticket|issue|case|incident|blob|entity|sync|error|invalid|null|undefined)\b/i;
    expect([...sentences(words), ...sentences(mine), ...sentences(districtWords)].filter(([, text]) => banned.test(text))).toEqual([]);
  });

  test("no sentence is longer than twenty words", () => {
    const long = [...sentences(words), ...sentences(mine), ...sentences(districtWords)].flatMap(([key, text]) =>
      text.split(/[.?!]\s/).filter((sentence) => sentence.split(/\s+/).length > 20).map((sentence) => [key, sentence]),
    );
    expect(long).toEqual([]);
  });
});

describe("the words of a state", () => {
  const all: Progress[] = [
    { state: "queued" },
    { state: "sending" },
    { state: "photos_pending", sent: 1, total: 2 },
    { state: "sent" },
    { state: "accepted" },
    ...(["offline", "unreachable", "server_error", "signed_out", "blocked", "storage_full"] as const).map(
      (reason) => ({ state: "waiting", reason, nextTryAt: null }) as const,
    ),
    ...(["merged", "converted", "redirected", "held", "refused"] as const).flatMap((state) =>
      codes.map((code) => ({ state, code, detail: null })),
    ),
  ];

  test("every state has an icon, a tone and a sentence without holes", () => {
    for (const progress of all) {
      const { icon, tone, text } = stateWords(progress);
      expect(icon && tone).toBeTruthy();
      expect(text).not.toMatch(/undefined|null|NaN|\s\s|\s[.]/);
      expect(text.length).toBeGreaterThan(5);
    }
  });

  test("saved and received are different words, icons and tones", () => {
    const saved = stateWords({ state: "queued" });
    const received = stateWords({ state: "sent" });
    expect([saved.icon, saved.tone]).not.toEqual([received.icon, received.tone]);
    expect(saved.text).toBe("Saved on this phone. Will send by itself.");
    expect(received.text).toBe("Received");
  });

  test("received says the reference as people read it", () => {
    expect(stateWords({ state: "sent" }, "K7QM3XD92FT").text).toBe("Received · K7QM-3XD9-2FT");
  });

  test("photos on the way are counted", () => {
    expect(stateWords({ state: "photos_pending", sent: 1, total: 2 }).text).toBe("Received. 1 of 2 photos still on this phone.");
  });

  test("a redirected report names the other reference", () => {
    const text = stateWords({ state: "redirected", code: "already_so", detail: { reference: "K7QM3XD92FT" } }).text;
    expect(text).toContain("K7QM-3XD9-2FT");
  });
});

describe("where a request stands", () => {
  const at = (status: string, note = "") => ({ status, status_note: note, updated_at: "2026-05-03T12:00:00Z" });

  test.each(Object.keys(lifecycle.request.transitions))("every status has words and a stop: %s", (status) => {
    expect(statusWords(at(status), "Central crew").text).toMatch(/^[A-Z]/);
    expect(curbStops(status).filter(({ state }) => state === "here" || state === "reached")).toHaveLength(1);
  });

  test("the crew is named when it is known", () => {
    expect(statusWords(at("planned"), "Central crew").text).toBe("Assigned to Central crew");
    expect(statusWords(at("planned"), "").text).toBe("Assigned to a crew");
  });

  test("fixed says the day, closed says why", () => {
    expect(statusWords(at("resolved"), "").text).toMatch(/^Fixed on .*3/);
    expect(statusWords(at("closed", "This is private land."), "").text).toBe("This is private land.");
  });

  test("the line is done only when the work is", () => {
    expect(curbStops("resolved").map(({ state }) => state)).toEqual(["passed", "passed", "passed", "reached"]);
    expect(curbStops("in_work").map(({ state }) => state)).toEqual(["passed", "passed", "here", "ahead"]);
    expect(curbStops("closed").at(-1)).toEqual({ label: "Closed", state: "here" });
  });
});

describe("a line of the history", () => {
  test("a redrawn map says where the report lies now, and that nobody did it by hand", () => {
    const line = { at: "2026-11-21T09:00:00Z", kind: "rerouted", by: "routing", text: "North district" };
    expect(historyWords(line)).toEqual({ what: "The city's map changed: now North district", text: "" });
    expect(historyWords({ ...line, text: "" }).what).toBe("The city's map changed: now in no district");
  });

  test("says what, and by whom", () => {
    expect(historyWords({ at: "", kind: "resolved", by: "Central crew", text: "Filled." })).toEqual({
      what: "Central crew fixed it.",
      text: "Filled.",
    });
  });

  test("a kind that this version does not know still shows its own words", () => {
    expect(historyWords({ at: "", kind: "weather_hold", by: "", text: "" }).what).toBe("weather hold");
    expect(historyWords({ at: "", kind: "weather_hold", by: "", text: "Too wet." })).toEqual({ what: "Too wet.", text: "" });
  });
});
