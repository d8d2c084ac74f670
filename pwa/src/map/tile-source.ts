// Tiles of requests as the map asks for them: through the store, which alone may fetch and knows who is signed in.
import { addProtocol, type Map as MapLibre, type VectorTileSource } from "maplibre-gl";
import { readTile } from "../store/atlas";

const SCHEME = "requests";
/** The server draws no further in; beyond it the map enlarges. */
const CLOSEST = 17;

addProtocol(SCHEME, async ({ url }, { signal }) => ({ data: await readTile(url.slice(`${SCHEME}://`.length), signal) }));

export const tilesOf = (query: string): string => `${SCHEME}://{z}/{x}/{y}.mvt?${query}`;

export function addTiles(map: MapLibre, name: string, query: string): void {
  map.addSource(name, { type: "vector", tiles: [tilesOf(query)], maxzoom: CLOSEST });
}

/** Has the source show something else. */
export function changeTiles(map: MapLibre, name: string, query: string): void {
  map.getSource<VectorTileSource>(name)?.setTiles([tilesOf(query)]);
}
