import { heldRows } from "../../../pwa/src/console/dispatch/held-rows";
import { job, request } from "./dispatch-factories";

const names = {
  crew: (id: string) => (id ? `${id} crew` : ""),
  service: (code: string) => code.toUpperCase(),
  reference: (reference: string) => reference,
  outcome: (outcome: string) => outcome,
  status: (status: string) => status,
};
const rows = (held: Parameters<typeof heldRows>[0], ...rest: [Parameters<typeof heldRows>[1], Parameters<typeof heldRows>[2]]) =>
  heldRows(held, ...rest, names, (status) => status);

describe("a held act beside its thing", () => {
  test("a closing is compared with the job as it is, and what agrees is not marked", () => {
    const held = { kind: "wo.close", by: "south crew", args: { outcome: "fixed", note: "Filled." }, photos: [] };
    const found = rows(held, request("a"), job("w", { crew_id: "south", status: "assigned" }));
    expect(found.filter(({ differs }) => differs).map(({ left, right }) => [left, right])).toEqual([
      ["done", "assigned"],
      ["fixed", ""],
      ["Filled.", ""],
    ]);
  });
  test("of a sorting only what it asks for is shown", () => {
    const held = { kind: "request.sort", by: "dispatcher", args: { priority: "high", service_code: null } };
    expect(rows(held, request("a", { priority: "low" }), undefined)).toEqual([{ name: "Priority", left: "High", right: "Low", differs: true }]);
  });
  test("the words of a comment stand alone", () => {
    const held = { kind: "request.comment", by: "reporter", args: { id: "c", text: "Still there." } };
    expect(rows(held, request("a"), undefined)).toEqual([{ name: "Words", left: "Still there.", right: "", differs: true }]);
  });
});
