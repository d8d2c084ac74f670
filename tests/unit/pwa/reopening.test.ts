import { withPhoto } from "../../../pwa/src/my-reports/use-reopening";
import type { Photo } from "../../../pwa/src/store/views";

test("a report that is opened again takes a photo once, and a fifth not at all", () => {
  const one = (id: string): Photo => ({ id, bytes: new ArrayBuffer(0), mime: "image/jpeg", sha256: "" });
  const all = ["a", "b", "c", "d"].map(one);
  expect(withPhoto(all.slice(1), one("a"))).toEqual([...all.slice(1), one("a")]);
  expect(withPhoto(all, one("d"))).toHaveLength(4);
  expect(withPhoto(all, one("e"))).toBeNull();
});
