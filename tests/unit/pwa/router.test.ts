import { appAddress } from "../../../pwa/src/design/router";
import { isAppPath } from "../../../pwa/src/worker/app-paths";

const HERE = "http://localhost:8000";
const to = (address: string, more: { target?: string; download?: boolean } = {}): string | null => {
  const { origin, pathname, search, hash } = new URL(address, HERE);
  const { target = "", download = false } = more;
  return appAddress({ origin, pathname, search, hash, target, hasAttribute: () => download }, HERE, isAppPath);
};

test("a link to a screen stays in the app, with its query", () => {
  expect(to("/desk?queue=new&id=1")).toBe("/desk?queue=new&id=1");
});
test("the public page of a report is the server's", () => expect(to("/r/K7QM3XD92FT")).toBeNull());
test("another site is the browser's", () => expect(to("https://example.org/report")).toBeNull());
test("a link to a new window is the browser's", () => expect(to("/report", { target: "_blank" })).toBeNull());
test("a download is the browser's", () => expect(to("/report", { download: true })).toBeNull());
test("a jump within the page is the browser's", () => expect(to("/report#main")).toBeNull());
