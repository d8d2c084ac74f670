import { openPlaces } from "../../../pwa/src/store/database";
import { carried, forget, isDue, squareOf } from "../../../pwa/src/store/pack";
import { dropPlaces, housesAround } from "../../../pwa/src/store/places";

const HOUR_MS = 3_600_000;
const home = squareOf({ lat: 35.9606, lon: -83.9207 });
const away = squareOf({ lat: 36.02, lon: -83.94 });

const pack = {
  edition: "1",
  streets: ["Tinker Street"],
  houses: { street: [0], house: ["12"], lat: [35.96], lon: [-83.92] },
  assets: { id: [], label: [], number: [], kind: [], lat: [], lon: [] },
};

afterEach(async () => {
  forget();
  await dropPlaces();
});

test("of where somebody is only the middle of a square is said", () => {
  expect(home).toBe("lat=35.97&lon=-83.93");
  expect(squareOf({ lat: 35.9799, lon: -83.9399 })).toBe(home);
  expect(squareOf({ lat: -0.001, lon: 0.001 })).toBe("lat=-0.01&lon=0.01");
});

test("a resident's phone asks once a day, elsewhere an hour later, and at once when its clock was wrong", () => {
  const last = { whose: home, at: 100 * HOUR_MS };
  expect([101, 123.9, 124].map((hour) => isDue(last, home, hour * HOUR_MS))).toEqual([false, false, true]);
  expect([100.9, 101].map((hour) => isDue(last, away, hour * HOUR_MS))).toEqual([false, true]);
  expect([isDue(last, home, 99 * HOUR_MS), isDue(null, home, 0)]).toEqual([true, true]);
});

test("a pack goes when somebody else uses the phone", async () => {
  const db = await openPlaces();
  await db.put("pack", { etag: "", pack, asked: { whose: home, at: 0 } }, "now");
  db.close();
  const found = async () => (await housesAround({ lat: 35.96, lon: -83.92 }, { isCrew: false, authorization: "" })).map(({ label }) => label);
  expect(await found()).toEqual(["12 Tinker Street"]);
  await dropPlaces();
  expect(await found()).toEqual([]);
});

test("a crew never searches what a resident carried, nor a resident what a crew carried", async () => {
  const keep = async (asked: { whose: "crew" | typeof home; at: number } | null) => {
    const db = await openPlaces();
    await db.put("pack", { etag: "", pack, asked }, "now");
    db.close();
    forget();
  };
  const found = async () => [await carried("crew"), await carried("around")].map((index) => index?.lines.length ?? 0);
  expect(await found()).toEqual([0, 0]);
  await keep({ whose: home, at: 0 });
  expect(await found()).toEqual([0, 1]);
  await keep({ whose: "crew", at: 0 });
  expect(await found()).toEqual([1, 0]);
  await keep(null); // as phones of before kept it
  expect(await found()).toEqual([1, 0]);
});
