import { fromAddress, isFiltered, lastDay, listQuery, tileQuery, toAddress } from "../../../pwa/src/console/atlas/atlas-address";

const NOTHING = { status: "all", service: "", district: "", from: "", to: "", q: "", heat: false, ref: "" } as const;

test("an address says what is looked at, and reads back as the same", () => {
  const looked = { ...NOTHING, status: "done", service: "pothole", from: "2016-03", to: "2019-02", q: "gay st", heat: true, ref: "K7QM3XD92FT" } as const;
  const address = toAddress(looked);
  expect(address).toBe("/desk/history?status=done&service=pothole&from=2016-03&to=2019-02&q=gay+st&show=heat&ref=K7QM3XD92FT");
  expect(fromAddress(address.slice(address.indexOf("?")))).toEqual(looked);
});

test("what is at its default stands in no address", () => {
  expect(toAddress(NOTHING)).toBe("/desk/history");
  expect(fromAddress("")).toEqual(NOTHING);
  expect(isFiltered(NOTHING)).toBe(false);
  expect(isFiltered({ ...NOTHING, heat: true, ref: "K7QM3XD92FT" })).toBe(false);
  expect(isFiltered({ ...NOTHING, to: "2019-02" })).toBe(true);
});

test("what nobody could have chosen is nothing", () => {
  expect(fromAddress("?status=gone&from=2016-13&to=yesterday")).toEqual(NOTHING);
});

test("the server is asked for whole months", () => {
  expect(tileQuery({ ...NOTHING, from: "2016-03", to: "2024-02" })).toBe("status=all&from=2016-03-01&to=2024-02-29");
  expect([lastDay("2023-02"), lastDay("2026-12"), lastDay("2026-04")]).toEqual(["2023-02-28", "2026-12-31", "2026-04-30"]);
});

test("a view beyond the edges of the earth asks for the earth", () => {
  const asked = new URLSearchParams(listQuery(NOTHING, [-250, -95, 190.123456789, 80], "12.id"));
  expect(asked.get("bbox")).toBe("-180.00000,-90.00000,180.00000,80.00000");
  expect(asked.get("after")).toBe("12.id");
});
