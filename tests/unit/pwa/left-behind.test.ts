import { noteLeft } from "../../../pwa/src/store/session";

const RESIDENT = "curbline-resident";

test("what is left unsent under another sign-in is counted until it is opened again", async () => {
  expect(await noteLeft(null, 0, RESIDENT)).toEqual({});
  expect(await noteLeft(RESIDENT, 2, "curbline-ann")).toEqual({ [RESIDENT]: 2 });
  expect(await noteLeft("curbline-ann", 1, "curbline-bob")).toEqual({ [RESIDENT]: 2, "curbline-ann": 1 });
  expect(await noteLeft("curbline-bob", 0, RESIDENT)).toEqual({ "curbline-ann": 1 });
  expect(await noteLeft(null, 0, RESIDENT)).toEqual({ "curbline-ann": 1 });
});
