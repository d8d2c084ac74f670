// The street map of the crew's districts as Prepare sees it: none until a city offers one.
import type { MapState } from "./readiness";

interface OnPhone {
  state: MapState;
  bytes: number;
  /** 0 to 1 while it comes. */
  share: number;
}

export const mapOnPhone = (): OnPhone => ({ state: "none", bytes: 0, share: 0 });

export const getMap = (): Promise<void> => Promise.resolve();
