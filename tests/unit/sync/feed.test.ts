import { applyPage } from "@sync/client/feed";
import type { StoredDoc } from "@sync/client/ports";
import type { FeedRow } from "@sync/protocol/messages";
import { pullReply } from "./device";

const put = (b: string, ver: number, id = "r1"): FeedRow => ({ b, s: ver, k: "request", id, op: "put", ver, doc: { ver } });
const leave = (b: string, ver: number, id = "r1"): FeedRow => ({ b, s: ver, k: "request", id, op: "leave", ver });
const held = (buckets: string[], ver = 1, id = "r1"): StoredDoc => ({ kind: "request", id, ver, doc: { ver }, buckets });

describe("a page of the feed", () => {
  test("a document is kept with the bucket that brought it", () => {
    expect(applyPage([], pullReply({ rows: [put("crew:7", 3)] }))).toEqual({ puts: [held(["crew:7"], 3)], deletes: [] });
  });

  test("a document in two buckets lives until the second leaves", () => {
    const one = applyPage([held(["crew:7", "district:3"])], pullReply({ rows: [leave("crew:7", 2)] }));
    expect(one).toEqual({ puts: [held(["district:3"])], deletes: [] });
    const none = applyPage(one.puts, pullReply({ rows: [leave("district:3", 3)] }));
    expect(none).toEqual({ puts: [], deletes: ["request/r1"] });
  });

  test("a move between buckets in one page keeps the document, in whatever order the rows come", () => {
    for (const rows of [[leave("crew:7", 2), put("crew:8", 2)], [put("crew:8", 2), leave("crew:7", 2)]])
      expect(applyPage([held(["crew:7"])], pullReply({ rows }))).toEqual({ puts: [held(["crew:8"], 2)], deletes: [] });
  });

  test("a leave of what is not here changes nothing", () => {
    expect(applyPage([], pullReply({ rows: [leave("crew:7", 2)] }))).toEqual({ puts: [], deletes: [] });
  });

  test("a dropped bucket takes along what only it held", () => {
    const docs = [held(["crew:7"]), held(["crew:7", "district:3"], 1, "r2"), held(["district:3"], 1, "r3")];
    const changes = applyPage(docs, pullReply({ drop: ["crew:7"] }));
    expect(changes.deletes).toEqual(["request/r1"]);
    expect(changes.puts).toEqual([held(["district:3"], 1, "r2")]);
  });

  test("a reset bucket is emptied and filled again by the same page", () => {
    const changes = applyPage([held(["ref"]), held(["ref"], 1, "r2")], pullReply({ reset: ["ref"], rows: [put("ref", 1)] }));
    expect(changes).toEqual({ puts: [held(["ref"])], deletes: ["request/r2"] });
  });

  test("a restored server's lower version replaces one from the lost future", () => {
    const changes = applyPage([held(["ref"], 9)], pullReply({ epoch: "two", reset: ["ref"], rows: [put("ref", 4)] }));
    expect(changes).toEqual({ puts: [held(["ref"], 4)], deletes: [] });
  });

  test("a page that arrives late does not bring an older document back", () => {
    const changes = applyPage([held(["ref"], 9)], pullReply({ rows: [put("ref", 4)] }));
    expect(changes.puts).toEqual([held(["ref"], 9)]);
  });

  test("what one bucket erased is gone from all of them", () => {
    const changes = applyPage([held(["ref", "crew:1"], 9)], pullReply({ rows: [{ ...leave("ref", 10), op: "erase" }] }));
    expect(changes).toEqual({ puts: [], deletes: ["request/r1"] });
  });

  test("applying a page twice is applying it once", () => {
    const page = pullReply({ drop: ["x"], rows: [put("a", 2), leave("b", 2), put("a", 3, "r2")] });
    const once = applyPage([held(["b", "x"])], page).puts;
    expect(applyPage(once, page).puts.sort(byId)).toEqual(once.sort(byId));
  });
});

const byId = (a: StoredDoc, b: StoredDoc) => a.id.localeCompare(b.id);
