import { oldestOf } from "../../../pwa/src/design/oldest";
import { howToProtect } from "../../../pwa/src/shell/how-to-protect";
import type { OutboxRow } from "../../../pwa/src/store/views";
import { words } from "../../../pwa/src/words/words";

const { open } = words.strip;
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";

test.each([
  ["an iPhone", { userAgent: IPHONE, touchPoints: 5, installed: false }, open.ios],
  ["an iPad, which calls itself a Mac", { userAgent: MAC, touchPoints: 5, installed: false }, open.ios],
  ["a Mac", { userAgent: MAC, touchPoints: 0, installed: false }, open.install],
  ["an installed app", { userAgent: IPHONE, touchPoints: 5, installed: true }, open.weekly],
])("%s is told what it can do", (_, where, said) => expect(howToProtect(where)).toBe(said));

test("the oldest unsent work is the one that was kept first", () => {
  const rows = [5, 3, 9].map((queuedAt) => ({ queuedAt }) as OutboxRow);
  expect([oldestOf(rows), oldestOf([])]).toEqual([3, null]);
});
