// The map of a crew's districts as this phone carries it: asked for, downloaded in pieces, proven, and given to the map to
// draw. A newer one takes its place only when all of it is here.
import { signal, type ReadonlySignal } from "@preact/signals";
import { isFull } from "@sync/client/room";
import { bytesHere, isSound, loadMap, type Ending } from "./basemap-loading";
import { changeKept, dropEverything, dropOthers, readKept, readPiece } from "./basemap-pieces";
import { bodyOf, send } from "./http";
import { credentials, session } from "./index";
import type { Basemap, BasemapView } from "./views";

/** More than this is asked about first where the person pays for what is sent. */
const LARGE_BYTES = 30_000_000;
/** What a phone must have left for photos after the map. */
const SPARE_BYTES = 50_000_000;
const AGAIN_MS = [2_000, 5_000, 15_000, 60_000];
const LOCK = "curbline basemaps";

const NONE: BasemapView = { state: "none", loadedBytes: 0, sizeBytes: 0, district: "", reason: null, isUsable: false, isCostly: false };

const state = signal<BasemapView>(NONE);
const drawn = signal<Basemap[]>([]);
export const basemap: ReadonlySignal<BasemapView> = state;
/** The maps that can be drawn without a network. */
export const carriedMaps: ReadonlySignal<Basemap[]> = drawn;

let code: () => Promise<unknown> = () => Promise.resolve();
let running: { done: Promise<void>; stop: AbortController } | null = null;

const show = (change: Partial<BasemapView>): void => void (state.value = { ...state.value, ...change });
const sum = (maps: Basemap[]): number => maps.reduce((total, { size_bytes }) => total + size_bytes, 0);
const isSame = (one: Basemap[], other: Basemap[]): boolean =>
  one.length === other.length && one.every(({ sha256 }) => other.some((map) => map.sha256 === sha256));

/** Looks what lies here, and asks the city what there is. Costs a small request. */
export async function lookForBasemap(): Promise<void> {
  if (running) return;
  await showKept();
  const offered = await offeredMaps();
  if (offered === null || running) return;
  const { ready, wanted } = await readKept();
  if (offered.length === 0) await changeKept({ ready: [], wanted: [] });
  else if (!isSame(offered, wanted)) await changeKept({ wanted: offered, isPaused: false });
  await dropOthers([...(offered.length ? ready : []), ...offered].map(({ sha256 }) => sha256));
  await showKept();
}

/** The same, proves what lies here, and loads what is missing unless the person stopped that or should be asked first
 * (`isCostly`). For Prepare. `keepCode` keeps what draws the map, which is part of being ready. */
export async function prepareBasemap(keepCode: () => Promise<unknown>): Promise<void> {
  code = keepCode;
  await lookForBasemap();
  if (state.value.state === "none") await code().catch(() => undefined); // Plain ground needs it too.
  const { isPaused } = await readKept();
  if (state.value.state === "ready" || (state.value.state === "wanted" && !isPaused && !state.value.isCostly)) await loadBasemap();
}

/** Loads it, or goes on with what is here. Resolves when it is ready, stopped or failed. */
export function loadBasemap(): Promise<void> {
  if (running) return running.done;
  const stop = new AbortController();
  const whose = session.peek()?.crewId;
  const unless = session.subscribe((who) => who?.crewId !== whose && stop.abort()); // Another tab signed out.
  const done = navigator.locks
    .request(LOCK, { signal: stop.signal }, () => load(stop.signal))
    .catch((error: unknown) => {
      if (stop.signal.aborted) return;
      show({ state: "failed", reason: "broken" }); // Nothing goes on, whatever was shown last.
      throw error;
    })
    .finally(() => {
      unless();
      running = null;
    });
  running = { done, stop };
  return done;
}

/** Stops loading; what has come stays. */
export async function pauseBasemap(): Promise<void> {
  await halt();
  await changeKept({ isPaused: true });
  await showKept();
}

/** Stops loading, and what has come goes. A map from before stays. */
export async function cancelBasemap(): Promise<void> {
  await halt();
  await changeKept({ isPaused: true });
  await dropOthers((await readKept()).ready.map(({ sha256 }) => sha256));
  await showKept();
}

/** Every map leaves this phone. */
export async function dropBasemaps(): Promise<void> {
  await halt();
  await dropEverything();
  drawn.value = [];
  state.value = NONE;
}

/** Where its bytes are in the city; `credentials` must go with them. */
export const basemapAddress = ({ sha256 }: Pick<Basemap, "sha256">): string => `/basemaps/${sha256}.pmtiles`;

/** Bytes of a carried map, for who draws it. Rejects when they are not here. */
export async function readBasemap({ sha256, piece_bytes }: Basemap, offset: number, length: number): Promise<ArrayBuffer> {
  const found = new Uint8Array(length);
  for (let at = offset; at < offset + length; ) {
    const number = Math.floor(at / piece_bytes);
    const from = at - number * piece_bytes;
    const part = await readPiece(sha256, number, from, Math.min(piece_bytes, from + offset + length - at));
    if (part === null || part.byteLength === 0) throw new Error("This map is not on this phone any more.");
    found.set(new Uint8Array(part), at - offset);
    at += part.byteLength;
  }
  return found.buffer;
}

async function halt(): Promise<void> {
  running?.stop.abort();
  await running?.done.catch(() => undefined);
}

async function showKept(): Promise<void> {
  const { ready, wanted } = await readKept();
  if (running) return;
  if (!isSame(drawn.value, ready)) drawn.value = ready;
  const isReady = wanted.length > 0 && isSame(wanted, ready);
  const here = await Promise.all(wanted.map(bytesHere));
  const loadedBytes = here.reduce((total, bytes) => total + bytes, 0);
  const left = sum(wanted) - loadedBytes;
  state.value = {
    state: isReady && left === 0 ? "ready" : wanted.length > 0 ? "wanted" : "none",
    loadedBytes,
    sizeBytes: sum(wanted),
    district: wanted.map(({ name }) => name).join(", "),
    reason: null,
    isUsable: ready.length > 0,
    isCostly: left > LARGE_BYTES && isPaidFor(),
  };
}

/** The maps that the city offers to who is signed in; null when nobody could be asked. */
export async function offeredMaps(): Promise<Basemap[] | null> {
  const answer = await send("GET", "/basemaps", { Authorization: await credentials() }, null);
  if (answer?.status !== 200) return null;
  return (await bodyOf<{ basemaps: Basemap[] }>(answer))?.basemaps ?? null;
}

async function load(stop: AbortSignal): Promise<void> {
  await changeKept({ isPaused: false });
  const { ready, wanted } = await readKept();
  try {
    if (!(await hasRoom(wanted))) return show({ state: "failed", reason: "storage_full" });
    // What was spoilt on this disk is fetched once more.
    for (let tries = 0, sound = false; !sound; tries++) {
      if (tries > 1) return show({ state: "failed", reason: "broken" });
      for (const map of wanted) {
        const ending = await loadWhole(map, stop);
        if (ending !== "whole") return await end(ending, stop);
      }
      show({ state: "verifying", loadedBytes: 0, reason: null });
      sound = true;
      for (const map of wanted) sound = (await isSound(map, heard)) && sound;
      if (!sound) await changeKept({ ready: ready.filter((map) => !wanted.some(({ sha256 }) => sha256 === map.sha256)) });
    }
    await changeKept({ ready: wanted });
    if (!(await code().then(() => true, () => false))) return show({ state: "failed", reason: "offline", isUsable: true });
    if (!isSame(drawn.value, wanted)) drawn.value = wanted;
    await dropOthers(wanted.map(({ sha256 }) => sha256));
    show({ state: "ready", loadedBytes: sum(wanted), isUsable: true, isCostly: false });
  } catch (error) {
    if (stop.aborted || !isFull(error)) throw error;
    // Photos need the room more.
    await dropOthers(ready.map(({ sha256 }) => sha256));
    show({ state: "failed", reason: "storage_full", loadedBytes: 0 });
  }
}

const heard = (bytes: number): void => show({ loadedBytes: state.value.loadedBytes + bytes });

/** A broken connection ends nothing: it goes on when there is one again. */
async function loadWhole(map: Basemap, stop: AbortSignal): Promise<Ending> {
  for (let tries = 0; ; tries++) {
    const before = await bytesHere(map);
    show({ state: "loading", loadedBytes: await allHere() });
    const resume = (bytes: number): void => {
      if (state.value.reason !== null) show({ reason: null });
      heard(bytes);
    };
    const ending = await loadMap(map, { authorization: await credentials(), signal: stop, heard: resume });
    if (ending !== "cut") return ending;
    show({ reason: "offline" });
    if ((await bytesHere(map)) > before) tries = 0;
    await connectionOr(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] as number, stop);
  }
}

async function allHere(): Promise<number> {
  const here = await Promise.all((await readKept()).wanted.map(bytesHere));
  return here.reduce((total, bytes) => total + bytes, 0);
}

/** What is gone was replaced: then the newer one is loaded instead. */
async function end(ending: Ending, stop: AbortSignal): Promise<void> {
  const offered = ending === "gone" ? await offeredMaps() : null;
  if (!offered?.length || isSame(offered, (await readKept()).wanted))
    return show({ state: "failed", reason: ending === "refused" ? "refused" : "broken" });
  await changeKept({ wanted: offered });
  show({ sizeBytes: sum(offered), district: offered.map(({ name }) => name).join(", ") });
  return load(stop);
}

/** Whether there is room for the rest of it and for photos; a browser that does not tell finds out. */
async function hasRoom(wanted: Basemap[]): Promise<boolean> {
  const told = await navigator.storage?.estimate?.().catch(() => null);
  const left = sum(wanted) - (await allHere());
  return left === 0 || told?.quota === undefined || told.quota - (told.usage ?? 0) > left + SPARE_BYTES;
}

/** Resolves when the browser hears of a connection, after some time, or when it shall stop. */
function connectionOr(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      removeEventListener("online", done);
      stop.removeEventListener("abort", done);
      resolve();
    }
    addEventListener("online", done);
    stop.addEventListener("abort", done);
  });
}

/** Whether the person pays for what is sent, as far as the browser tells. */
function isPaidFor(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; type?: string } };
  return connection?.saveData === true || connection?.type === "cellular";
}
