// Lays the city's own map under a map, from this phone's file system where it is carried, else from the city while there is a
// network. Without one the ground stays plain.
import { effect } from "@preact/signals";
import { addProtocol, type Map as MapLibre } from "maplibre-gl";
import { FetchSource, PMTiles, Protocol, type Source } from "pmtiles";
import { credentials } from "../store";
import { basemapAddress, carriedMaps, offeredMaps, readBasemap } from "../store/basemaps";
import type { Basemap } from "../store/views";
import { groundLayers, type GroundPaint } from "./ground-layers";
import { onTheme, recolour } from "./theme";

const protocol = new Protocol();
addProtocol("pmtiles", protocol.tile);

/** An archive on this phone. */
class Carried implements Source {
  constructor(private readonly map: Basemap) {}

  getKey = (): string => this.map.sha256;

  async getBytes(offset: number, length: number) {
    // The library asks for more of a small archive than there is.
    const data = await readBasemap(this.map, offset, Math.min(length, this.map.size_bytes - offset));
    return { data };
  }
}

/** The same in the city. */
class Asked extends FetchSource {
  constructor(private readonly map: Basemap, headers: Headers) {
    super(new URL(basemapAddress(map), location.origin).href, headers);
  }

  override getKey = (): string => this.map.sha256;
}

/**
 * Keeps the ground of a map whose style has loaded: under the layer `before`, with whom it is by in a corner. `asked` are maps
 * that are fetched tile by tile while none is carried, as the desk does. It goes with the map.
 */
export function layGround(map: MapLibre, host: HTMLElement, before: string, asked: Basemap[] = []): void {
  const credit = host.appendChild(Object.assign(document.createElement("p"), { className: "map-credit" }));
  let laid: Basemap[] = [];
  const layers = () => groundLayers(laid.map(({ sha256, layers: names }) => ({ source: sha256, layers: names })), readGround(host));
  const lift = (): void => {
    for (const { id } of layers()) if (map.getLayer(id)) map.removeLayer(id);
    for (const { sha256 } of laid) if (map.getSource(sha256)) map.removeSource(sha256);
  };
  const lay = async (maps: Basemap[], isCarried: boolean): Promise<void> => {
    lift();
    laid = maps;
    const headers = new Headers(isCarried || maps.length === 0 ? {} : { Authorization: await credentials() });
    if (laid !== maps) return;
    for (const one of maps) {
      protocol.add(new PMTiles(isCarried ? new Carried(one) : new Asked(one, headers)));
      map.addSource(one.sha256, { type: "vector", url: `pmtiles://${one.sha256}` });
    }
    for (const layer of layers()) map.addLayer(layer, before);
    credit.textContent = [...new Set(maps.map(({ attribution }) => attribution))].join(" · ");
  };
  const tell = (): void => {
    const ids = layers().map(({ id }) => id).filter((id) => map.getLayer(id));
    host.dataset.groundFeatures = String(ids.length ? map.queryRenderedFeatures({ layers: ids }).length : 0);
  };
  map.on("idle", tell);
  const stop = effect(() => {
    const carried = carriedMaps.value;
    void lay(carried.length ? carried : asked, carried.length > 0);
  });
  const noMoreThemes = onTheme(() => recolour(map, layers()));
  map.once("remove", () => {
    stop();
    noMoreThemes();
    credit.remove();
    laid = [];
  });
}

/** The ground of the desk: what the city has, asked for tile by tile; plain without a network. */
export async function layDeskGround(map: MapLibre, host: HTMLElement): Promise<void> {
  const asked = await offeredMaps();
  if (asked?.length && map.getLayer("districts")) layGround(map, host, "districts", asked);
}

/** What `map.css` says inside `host` just now. */
function readGround(host: HTMLElement): GroundPaint {
  const probe = host.appendChild(document.createElement("span"));
  const colour = (name: string): string => {
    probe.style.color = `var(--map-${name})`;
    return getComputedStyle(probe).color;
  };
  const paint: GroundPaint = {
    ground: colour("ground"),
    water: colour("water"),
    green: colour("green"),
    building: colour("building"),
    road: colour("road"),
    roadEdge: colour("road-edge"),
    boundary: colour("boundary"),
    label: colour("label"),
  };
  probe.remove();
  return paint;
}
