// What the crew reads on Prepare: what is on this phone, what is missing, and how to get it.
import { count, showSize } from "./numbers";

const listed = (parts: string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const jobs = (n: number): string => (n === 0 ? "No open jobs" : count(n, "job", "jobs"));
const photos = (n: number): string => count(n, "photo", "photos");

export const prepare = {
  title: "Prepare",
  lead: "All you need where there is no signal.",
  /** "14 jobs, 31 photos and the map of District 3 are on this phone. Ready." */
  ready: (n: number, pictures: number, map: string): string =>
    `${listed([jobs(n), photos(pictures), map])} are on this phone. Ready.`,
  map: (area: string): string => `the map of ${area}`,
  addresses: (area: string): string => `the addresses of ${area}`,
  districts: (names: string[]): string => (names.length === 0 || names.length > 3 ? "your districts" : listed(names)),
  getting: "Getting ready…",
  notReady: (parts: string[]): string => `Not ready. Missing: ${listed(parts)}.`,
  missing: {
    jobs: "the jobs",
    photos: (n: number): string => photos(n),
    places: "the addresses",
    map: "the map",
  },
  rows: {
    jobs: "Jobs",
    photos: "Photos",
    places: "Addresses and lamps",
    map: "Map",
    safe: "Safe on this phone",
  },
  jobs: {
    here: (n: number, at: string): string => `${jobs(n)}, as of ${at}`,
    coming: "The list is still coming.",
    none: "The list was never loaded.",
    incomplete: (n: number): string => `${count(n, "job is", "jobs are")} not whole yet.`,
  },
  photos: {
    here: (n: number): string => (n === 0 ? "No job has a photo" : `${photos(n)}, each read back`),
    some: (have: number, of: number): string => `${have} of ${photos(of)}`,
    awaited: (n: number): string => `${count(n, "more photo has", "more photos have")} not reached the city yet.`,
    of: (service: string, place: string): string => `Photo: ${[service, place].filter(Boolean).join(", ")}`,
  },
  places: { here: "All of your districts", missing: "Not on this phone yet." },
  maps: {
    none: "The city has no street map for phones. Districts, jobs and where you are show on plain ground.",
    here: (area: string, bytes: number): string => (bytes > 0 ? `${area}, ${showSize(bytes)}` : area),
    missing: (bytes: number): string => `Not on this phone yet${bytes > 0 ? `: ${showSize(bytes)}` : ""}.`,
  },
  safe: {
    yes: "The browser keeps it.",
    no: "The browser may delete it when space runs low.",
    how: "Install this app, then it is safe.",
  },
  get: "Get it",
  getAll: "Get all that is missing",
  offline: "No signal now. It goes on by itself when there is one.",
  failed: "It did not come. Try again.",
  protect: "Ask to keep it",
  line: {
    looking: "Looking at what is here…",
    ready: "Ready without signal",
    not: "Not ready without signal",
    missing: (parts: string[]): string => `Missing: ${listed(parts)}.`,
  },
  openIt: "Prepare",
} as const;
