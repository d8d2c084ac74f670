import { median, metaAfter } from "@sync/client/exchange";
import type { Meta } from "@sync/client/ports";
import { META, reply } from "./device";

const after = (measures: number[]): Meta =>
  measures.reduce((asked, skewMs) => metaAfter(asked, { reply: reply([]), asked, sent: [], now: 0, skewMs }), META);

describe("the correction of the phone's clock", () => {
  test("is the middle of what was measured", () => {
    expect([median([]), median([4]), median([9, 1, 5]), median([3, -20, 4, 900_000, 5])]).toEqual([0, 4, 5, 4]);
  });

  test("does not follow one slow reply", () => {
    expect(after([100, 110, 90, 30_000, 105]).skewMs).toBe(105);
  });

  test("follows a clock that was set, and forgets what is older than five measures", () => {
    const { skewMs, skews } = after([100, 100, 100, 100, 100, -3_600_000, -3_600_000, -3_600_000]);
    expect([skewMs, skews]).toEqual([-3_600_000, [100, 100, -3_600_000, -3_600_000, -3_600_000]]);
  });
});
