import { oneLayer } from "../../../pwa/src/design/district-layer";

const of = (layer: string, name: string) => ({ id: name, ver: 1, name, layer, crew_id: null });
const city = [of("crews", "North"), of("crews", "South"), of("police", "Precinct 1")];

test("the map shows the layer that answered for the chosen report", () => {
  expect(oneLayer(city, "police").map(({ name }) => name)).toEqual(["Precinct 1"]);
});
test("without a chosen report it shows the layer with the most districts", () => {
  expect(oneLayer(city, null).map(({ name }) => name)).toEqual(["North", "South"]);
});
test("a layer that was taken away is not asked for in vain", () => {
  expect(oneLayer(city, "parks")).toHaveLength(2);
  expect(oneLayer([], "parks")).toEqual([]);
});
