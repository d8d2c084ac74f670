// Addresses are read as in Python (tests/conformance/test_address_vectors.py), and found in what a crew carries.
import type { PlacePack } from "@sync/protocol/messages";
import { asked, keyOf } from "@sync/places/folding";
import { edits } from "@sync/places/ranking";
import { around, indexOf, nearest, nearestHouse, search } from "@sync/places/search";
import addressVectors from "@sync/vectors/addresses.json";
import editVectors from "@sync/vectors/edits.json";

test.each(addressVectors)("an address is read as people write it: $case", (vector) => {
  const found = asked(vector.text);
  expect({ house: found.house, key: keyOf(found.street), zip: found.zip }).toEqual({ house: vector.house, key: vector.key, zip: vector.zip ?? "" });
});

test.each(editVectors)("typing errors are counted as people make them: $case", ({ typed, name, whole, begun }) => {
  expect(edits(typed, name)).toEqual([whole, begun]);
});

const pack: PlacePack = {
  edition: "1",
  streets: ["Gay St", "Magnolia Ave", "E Magnolia Ave", "Abbey Rd"],
  houses: { street: [0, 0, 0, 1, 2, 3], house: ["400", "412", "420", "9", "9", "2409"], lat: [35.96, 35.961, 35.9618, 35.98, 35.99, 35.97], lon: [-83.92, -83.921, -83.9218, -83.9, -83.88, -83.95] },
  assets: { id: ["a", "b"], label: ["Lamp 4411", "Lamp 4412"], number: ["4411", "4412"], kind: ["street_light", "street_light"], lat: [35.961, 35.97], lon: [-83.921, -83.93] },
};
const index = indexOf(pack);
const first = (words: string): string | undefined => search(index, words)[0]?.label;

test("an address is found without a network, however it is written", () => {
  expect(["412 gya street", "412 Gay", "Gay St 412", "9 magnola av", "9 East Magnolia", "2409 abbey raod"].map(first)).toEqual([
    "412 Gay St", "412 Gay St", "412 Gay St", "9 Magnolia Ave", "9 E Magnolia Ave", "2409 Abbey Rd",
  ]);
});

test("a house that is not in the file is about between its neighbours", () => {
  const [place] = search(index, "416 gay");
  expect(place).toMatchObject({ label: "416 Gay St", exact: false });
  expect(place?.lat).toBeCloseTo(35.9614, 4);
});

test("a lamp is found by its number, and by where one stands", () => {
  expect(first("lamp 4411")).toBe("Lamp 4411");
  expect(nearest(index, { lat: 35.9611, lon: -83.921 }, "street_light").map(({ label }) => label)).toEqual(["Lamp 4411"]);
  expect(nearest(index, { lat: 35.9611, lon: -83.921 }, "hydrant")).toEqual([]);
});

test("words that fit nothing find nothing", () => {
  expect(["", "zzyzx", "?!"].flatMap((words) => search(index, words))).toEqual([]);
});

test("the houses around a point are found with their distance, the nearest first", () => {
  const here = { lat: 35.9601, lon: -83.92 };
  expect(nearestHouse(index, here)).toMatchObject({ kind: "address", label: "400 Gay St", exact: true });
  expect(nearestHouse(index, here)?.distance_m).toBeCloseTo(11.1, 0);
  expect(around(index, here, 200).map(({ label }) => label)).toEqual(["400 Gay St", "412 Gay St"]);
  expect(nearestHouse(index, { lat: 35.95, lon: -83.92 })).toBeNull();
});
