// What a crew's map is made of: stops in the order of the list, the ground by the names of layers, pieces on the disk.
import { changeKept, dropEverything, dropOthers, piecesOf, putPiece, readKept, readPiece } from "../../../pwa/src/store/basemap-pieces";
import { readBasemap } from "../../../pwa/src/store/basemaps";
import { groupsOf, stopsOf } from "../../../pwa/src/map/crew-stops";
import { groundLayers, type GroundPaint } from "../../../pwa/src/map/ground-layers";
import type { Basemap, WorkOrderView } from "../../../pwa/src/store/views";

const job = (id: string, lat: number | null): WorkOrderView =>
  ({ id, request: { place: { lat, lon: lat === null ? null : -83.9, text: "" } } }) as unknown as WorkOrderView;

describe("stops", () => {
  it("have the numbers of the list, also where one of it has no point", () => {
    const stops = stopsOf([job("a", 35.9), job("b", null), job("c", 36)], ["c", "b", "a", "gone"]);
    expect(stops.map(({ id, number }) => [id, number])).toEqual([["c", 1], ["a", 3]]);
  });

  it("share a button where a glove could not tell them apart", () => {
    const spots = [
      { id: "a", x: 0, y: 0 },
      { id: "b", x: 63, y: 10 },
      { id: "c", x: 64, y: 0 },
      { id: "d", x: 0, y: 300 },
    ];
    expect(groupsOf(spots, 64)).toEqual([["a", "b"], ["c"], ["d"]]);
  });
});

describe("the ground", () => {
  const paint = new Proxy({} as GroundPaint, { get: (_, name) => String(name) });
  const drawn = (...layers: string[]) => groundLayers([{ source: "map", layers }], paint);
  const kinds = (layer: string) => drawn(layer).map(({ type, paint: colours }) => `${type} ${Object.values(colours ?? {})[0] as string}`);

  it("knows the names that OpenMapTiles, Protomaps and cities use", () => {
    for (const name of ["transportation", "roads", "Street_Centerlines"]) expect(kinds(name)).toContain("line road");
    for (const name of ["water", "waterway", "Hydro"]) expect(kinds(name)).toContain("fill water");
    for (const name of ["building", "buildings"]) expect(kinds(name)).toEqual(["fill building"]);
    for (const name of ["place", "places", "water_name", "transportation_name"]) expect(kinds(name)).toContain("symbol label");
    for (const name of ["boundary", "boundaries", "counties", "tracts"]) expect(kinds(name)).toEqual(["line boundary"]);
  });

  it("draws what it does not know as thin lines, and leaves shops and house numbers out", () => {
    expect(kinds("zoning")).toEqual(["line boundary"]);
    expect(drawn("pois", "housenumber")).toEqual([]);
  });

  it("puts water under roads and roads under names, whichever archive they are of", () => {
    const order = groundLayers([{ source: "a", layers: ["place", "roads"] }, { source: "b", layers: ["roads", "water"] }], paint).map(({ type }) => type);
    expect(order.indexOf("line")).toBeGreaterThan(order.indexOf("fill"));
    expect(order.slice(order.indexOf("symbol")).filter((type) => type === "fill")).toEqual([]);
  });

  it("gives each of its layers a name of its own", () => {
    const ids = drawn("water", "roads", "places", "landuse", "zoning").map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("pieces where a page cannot write files", () => {
  const map = { sha256: "f".repeat(64), piece_bytes: 4, size_bytes: 10 } as Basemap;
  const bytes = (...values: number[]) => new Uint8Array(values);

  beforeEach(async () => {
    await dropEverything();
    await putPiece(map.sha256, 0, bytes(0, 1, 2, 3));
    await putPiece(map.sha256, 1, bytes(4, 5, 6, 7));
    await putPiece(map.sha256, 2, bytes(8, 9));
  });

  it("are read across their borders", async () => {
    expect([...new Uint8Array(await readBasemap(map, 3, 6))]).toEqual([3, 4, 5, 6, 7, 8]);
    expect([...new Uint8Array(await readBasemap(map, 9, 1))]).toEqual([9]);
  });

  it("go when they are no more wanted, and a map without one says so", async () => {
    await putPiece("other", 0, bytes(1));
    await dropOthers(["other"]);
    expect((await piecesOf(map.sha256)).size).toBe(0);
    expect((await piecesOf("other")).size).toBe(1);
    await expect(readBasemap(map, 0, 4)).rejects.toThrow("not on this phone");
  });

  it("go with all that is known of them", async () => {
    await changeKept({ wanted: [map], isPaused: true });
    expect((await readKept()).wanted).toHaveLength(1);
    await dropEverything();
    expect(await readKept()).toEqual({ ready: [], wanted: [], isPaused: false });
    expect(await readPiece(map.sha256, 0)).toBeNull();
  });
});
