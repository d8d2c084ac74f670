// The map of a crew's districts as this phone carries it: asked for, downloaded in pieces, and given to the map to draw.
import { signal, type ReadonlySignal } from "@preact/signals";
import type { BasemapView } from "./views";

const NONE: BasemapView = { state: "none", loadedBytes: 0, sizeBytes: 0, district: "", reason: null, isUsable: false, isCostly: false };

const state = signal<BasemapView>(NONE);
export const basemap: ReadonlySignal<BasemapView> = state;

/** Looks what lies here, and asks the city what there is. Costs a small request. */
export async function lookForBasemap(): Promise<void> {
  state.value = NONE;
}

/** The same, and loads what is missing unless the person should be asked first (`isCostly`). For Prepare. */
export async function prepareBasemap(): Promise<void> {
  await lookForBasemap();
  if (!state.value.isCostly) await loadBasemap();
}

/** Loads it, or goes on with what is here. Resolves when it is ready, stopped or failed. */
export async function loadBasemap(): Promise<void> {
  if (state.value.state === "none") return;
}

/** Stops loading; what has come stays. */
export function pauseBasemap(): void {}

/** Every map leaves this phone. */
export async function dropBasemaps(): Promise<void> {
  state.value = NONE;
}
