import { backoff, START, step, type Pace } from "@sync/client/step";

/** A small generator of numbers that is the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

const NOW = 1_000_000;

function somePace(next: () => number): Pace {
  const moment = () => NOW + Math.round((next() - 0.5) * 1_000_000);
  const blocked = next() < 0.4;
  return {
    failures: Math.floor(next() * 8),
    exchangeAt: next() < 0.3 ? 0 : moment(),
    uploadFailures: Math.floor(next() * 8),
    uploadAt: next() < 0.3 ? 0 : moment(),
    pollAt: next() < 0.3 ? 0 : moment(),
    blocker: blocked ? (next() < 0.5 ? "sign_in_required" : "blocked_by_server") : null,
    unblockAt: next() < 0.5 ? null : moment(),
    more: next() < 0.3,
  };
}

describe("one step", () => {
  test("does not wait for years because the phone's clock was put back", () => {
    const pace = { ...START, failures: 1, exchangeAt: NOW + 10 * 365 * 86_400_000 };
    expect(step(pace, { outbox: 1, uploads: 0 }, NOW)).toEqual({ do: "exchange" });
    const blocked: Pace = { ...START, blocker: "too_big", unblockAt: pace.exchangeAt };
    expect(step(blocked, { outbox: 1, uploads: 0 }, NOW)).toEqual({ do: "exchange" });
  });

  test("always acts, or arms a timer in the future, or names a blocker", () => {
    const next = numbers(311);
    const seen = new Set<string>();
    for (let i = 0; i < 20_000; i++) {
      const pace = somePace(next);
      const work = { outbox: Math.floor(next() * 3), uploads: Math.floor(next() * 3) };
      const action = step(pace, work, NOW);
      seen.add(action.do);
      if (action.do === "wait") expect(action.until).toBeGreaterThan(NOW);
      if (action.do === "blocked") expect(pace.blocker).toBe(action.reason);
      if (action.do === "blocked" && action.until !== null) expect(action.until).toBeGreaterThan(NOW);
      if (action.do === "blocked" && action.until === null) expect([action.reason, pace.unblockAt]).toEqual(["sign_in_required", null]);
      if (action.do === "upload") expect(work.uploads).toBeGreaterThan(0);
    }
    expect([...seen].sort()).toEqual(["blocked", "exchange", "pull", "upload", "wait"]);
  });

  test("waiting until the moment it names ends in an act", () => {
    const next = numbers(7);
    for (let i = 0; i < 5_000; i++) {
      const pace = somePace(next);
      const work = { outbox: Math.floor(next() * 2), uploads: Math.floor(next() * 2) };
      const action = step(pace, work, NOW);
      if (action.do !== "wait" && (action.do !== "blocked" || action.until === null)) continue;
      const later = step(pace, work, action.until as number);
      if (action.do === "wait") expect(["exchange", "pull", "upload"]).toContain(later.do);
      else expect(later.do).not.toBe("blocked");
    }
  });

  test("what holds the ops back holds back neither news nor photos, a missing sign-in does", () => {
    const held: Pace = { ...START, blocker: "blocked_by_server", unblockAt: NOW + 99, pollAt: NOW + 9 };
    expect(step(held, { outbox: 1, uploads: 0 }, NOW)).toEqual({ do: "blocked", reason: "blocked_by_server", until: NOW + 9 });
    expect(step(held, { outbox: 1, uploads: 0 }, NOW + 9)).toEqual({ do: "pull" });
    expect(step(held, { outbox: 1, uploads: 1 }, NOW)).toEqual({ do: "upload" });
    expect(step({ ...held, blocker: "sign_in_required", unblockAt: null }, { outbox: 1, uploads: 1 }, NOW + 9).do).toBe("blocked");
  });

  test("a new start tries at once", () => {
    expect(step(START, { outbox: 0, uploads: 0 }, NOW)).toEqual({ do: "exchange" });
  });

  test("ops do not wait for the next look, and photos do not wait for ops that cannot go", () => {
    const resting = { ...START, pollAt: NOW + 9 };
    expect(step(resting, { outbox: 1, uploads: 0 }, NOW).do).toBe("exchange");
    expect(step(resting, { outbox: 0, uploads: 1 }, NOW).do).toBe("upload");
    expect(step({ ...resting, exchangeAt: NOW + 5 }, { outbox: 1, uploads: 1 }, NOW).do).toBe("upload");
  });

  test("the wait doubles up to five minutes and is never below half a second", () => {
    for (let failures = 1; failures < 40; failures++) {
      const bound = Math.min(300_000, 1_000 * 2 ** failures);
      expect(backoff(failures, 0)).toBe(500);
      expect(backoff(failures, 0.999)).toBeLessThan(500 + bound);
    }
    expect(backoff(39, 0.999)).toBeGreaterThan(290_000);
  });
});
