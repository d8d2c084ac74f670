// A map that is told what to show. It draws nothing of its own but districts and pins: no tiles, no glyphs, no network.
import type { FeatureCollection } from "geojson";
import { Marker, type GeoJSONSource, type Map as MapLibre } from "maplibre-gl";
import type { CrewDoc, DistrictDoc } from "../store/views";
import { clusterCounts, districtLabels } from "./badges";
import { type Load, loadedName } from "./crew-load";
import { crewPins, type CrewPin } from "./crew-pins";
import { openOverlays } from "./overlays";
import { boundsOf, outerRings, type Position } from "./geometry";
import { districtFeatures, furnish, repaint, requestFeatures, type Pin } from "./layers";
import { readPaint } from "./paint";
import { openPlain, type MapWords } from "./plain-map";
import { onTheme } from "./theme";

export interface Shown {
  districts: DistrictDoc[];
  crews: CrewDoc[];
  requests: Pin[];
  selectedId: string | null;
  /** Those that are picked to be moved together. */
  pickedIds?: ReadonlySet<string>;
  /** Where crews were when their phones were last heard of. */
  crewPins?: CrewPin[];
  /** Open jobs of each crew, to be drawn as the strength of its districts; null: as ever. */
  load?: Load | null;
  /** Show heat instead of signs. */
  heat?: boolean;
  /** More than a device should draw: these are drawn of the server's tiles instead. */
  tiles?: string | null;
  /** Where the person stands who looks, when that matters: then the map opens around them. */
  from?: Position;
}

export interface MapView {
  show(next: Shown): void;
  wholeCity(): void;
  remove(): void;
}

/** Free edges around the whole city: the buttons stand above it, the legend below. */
const ROOM_PX = { top: 48, right: 32, bottom: 72, left: 32 };
/** A phone breaks the legend into several lines. */
const PHONE_ROOM_PX = { ...ROOM_PX, right: 64, bottom: 128 };

const pointsOf = (requests: Pin[]): Position[] =>
  requests.flatMap(({ place }) => (place.lat == null || place.lon == null ? [] : [[place.lon, place.lat] as Position]));

/** Lays something under the districts of a map that is ready. */
export type Under = (map: MapLibre, host: HTMLElement) => Promise<void>;

/** Opens a map in `host`. Throws when the browser has no WebGL. */
export function openMap(host: HTMLElement, onSelect: (id: string) => void, say: MapWords, under?: Under): MapView {
  const map = openPlain(host, say);
  const you = new Marker({ element: Object.assign(document.createElement("span"), { className: "map-you" }) });

  let drawn: Shown = { districts: [], crews: [], requests: [], selectedId: null };
  let wanted = drawn;
  let ready = false;
  let fitted = false;
  const labels = districtLabels(map);
  let overlays: ReturnType<typeof openOverlays> | null = null;
  const pinned = crewPins(map);
  const put = (source: string, data: FeatureCollection): void => {
    map.getSource<GeoJSONSource>(source)?.setData(data);
  };

  const wholeCity = (animate = true): void => {
    const rings = wanted.districts.flatMap((d) => outerRings(d.boundary).flat());
    const around = wanted.from ? [wanted.from, ...pointsOf(wanted.requests)] : rings.length ? rings : pointsOf(wanted.requests);
    const box = boundsOf(around);
    if (box) map.fitBounds(box, { padding: wanted.from ? PHONE_ROOM_PX : ROOM_PX, maxZoom: 16, animate });
    fitted ||= box !== null;
  };

  const follow = (chosen: Pin | undefined): void => {
    const [at] = chosen ? pointsOf([chosen]) : [];
    if (at && fitted && !map.getBounds().contains(at)) map.easeTo({ center: at });
  };

  const draw = (): void => {
    if (!ready) return;
    const chosen = wanted.requests.find((request) => request.id === wanted.selectedId);
    const { load = null, heat = false, tiles = null } = wanted;
    if (wanted.districts !== drawn.districts || wanted.crews !== drawn.crews || load !== (drawn.load ?? null)) {
      put("districts", districtFeatures(wanted.districts, wanted.crews, load));
      labels.show(load ? wanted.districts.map((one) => ({ ...one, name: loadedName(one, load) })) : wanted.districts);
    }
    const isElsewhere = heat || tiles !== null;
    if (wanted.requests !== drawn.requests || isElsewhere !== ((drawn.heat ?? false) || (drawn.tiles ?? null) !== null)) {
      put("requests", requestFeatures(isElsewhere ? [] : wanted.requests));
    }
    overlays?.show(tiles === null ? wanted.requests : [], heat, tiles);
    put("selected", requestFeatures(chosen ? [chosen] : []));
    if (wanted.requests !== drawn.requests || wanted.pickedIds !== drawn.pickedIds) {
      put("picked", requestFeatures(wanted.requests.filter(({ id }) => wanted.pickedIds?.has(id))));
    }
    if (wanted.crewPins !== drawn.crewPins) {
      pinned.show(wanted.crewPins ?? []);
      labels.fit();
    }
    if (wanted.from && wanted.from !== drawn.from) you.setLngLat(wanted.from).addTo(map);
    if (!fitted) wholeCity(false);
    if (wanted.selectedId !== drawn.selectedId) follow(chosen);
    drawn = wanted;
  };

  host.ariaBusy = "true";
  map.once("idle", () => (host.ariaBusy = "false"));
  map.on("load", () => {
    furnish(map, readPaint(host));
    clusterCounts(map, say);
    overlays = openOverlays(map, host, onSelect, say);
    ready = true;
    draw();
    void under?.(map, host).catch(() => undefined); // The ground stays plain.
  });
  map.on("click", "pins", (event) => {
    const id: unknown = event.features?.[0]?.properties.id;
    if (typeof id === "string") onSelect(id);
  });
  map.on("mouseenter", "pins", () => map.getCanvas().classList.add("over-pin"));
  map.on("mouseleave", "pins", () => map.getCanvas().classList.remove("over-pin"));

  const noMoreThemes = onTheme(() => {
    if (ready) repaint(map, readPaint(host));
    overlays?.repaint();
  });

  return {
    show(next) {
      wanted = next;
      draw();
    },
    wholeCity,
    remove() {
      noMoreThemes();
      map.remove();
    },
  };
}
