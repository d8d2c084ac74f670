import { sinceOf } from "../../../pwa/src/console/insight/period-choice";
import { messageAddress } from "../../../pwa/src/console/messages/message-address";
import { satisfactionWords as say } from "../../../pwa/src/words/satisfaction";

describe("the manager's numbers and messages", () => {
  test("a period begins with a day in UTC, however late it is here", () => {
    expect(sinceOf(30, Date.parse("2026-11-26T23:59:00-05:00"))).toBe("2026-10-28");
    expect(sinceOf(365, Date.parse("2028-03-01T00:00:00Z"))).toBe("2027-03-02");
  });

  test("a share of nothing is no share, and a share of little says of how little", () => {
    expect([say.share(null), say.share(2 / 3), say.outOf(2, 3), say.outOf(0, 0)]).toEqual(["–", "67%", "2 of 3", "no ratings"]);
  });

  test("an address names the message, whatever the kind of problem is called", () => {
    const address = new URL(messageAddress({ state: "resolved", service: "roads & bridges", locale: "es" }), "http://localhost");
    expect(Object.fromEntries(address.searchParams)).toEqual({ when: "resolved", kind: "roads & bridges", language: "es" });
  });
});
