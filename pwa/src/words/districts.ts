// Every sentence of the manager's screen of districts. Plain words, short sentences.
import { count, showWhen } from "./numbers";

const number = new Intl.NumberFormat("en-US");
const tenth = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** 350 -> "350 m²", 4200 -> "0.4 ha", 3_559_384 -> "3.6 km²" */
export function showArea(m2: number): string {
  if (m2 < 1000) return `${number.format(Math.max(1, Math.round(m2)))} m²`;
  return m2 < 1_000_000 ? `${tenth.format(m2 / 10_000)} ha` : `${tenth.format(m2 / 1_000_000)} km²`;
}

const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const when = (at: string): string => showWhen(new Date(at));

export const districtWords = {
  title: "Districts",
  lead: "Districts say which crew answers where. A layer is one set of them, used by some kinds of problem.",
  toLayers: "All layers",
  importFile: "Import a file",
  importInto: (layer: string): string => `Import a file for ${layer}`,
  noLayers: "There are no districts yet",
  noLayersText: "Import a file of areas. Your GIS team can export one.",
  districts: (n: number): string => count(n, "district", "districts"),
  services: (names: string[]): string => (names.length ? `Used by ${listed(names)}` : "No kind of problem uses it yet"),
  versionOf: (n: number): string => `Version ${n}`,
  noVersion: "Made before versions were kept",
  since: (n: number, at: string | null, file: string): string =>
    `Version ${n}${at ? ` since ${when(at)}` : ""}${file ? `, from ${file}` : ""}`,
  earlier: "All versions",
  look: "Look at it",
  lookAt: (layer: string, n: number): string => `Look at version ${n} of ${layer}`,
  state: {
    draft: "Draft",
    scheduled: "Waits for its date",
    applying: "Reports are moving",
    applied: "In use",
    replaced: "Replaced",
    discarded: "Discarded",
  } as Record<string, string>,
  columns: { version: "Version", state: "State", from: "From", until: "Until", file: "File" },
  day: (at: string | null): string => (at ? when(at) : "–"),

  choose: "Choose a file",
  chooseHint: "GeoJSON, a zipped Shapefile or a GeoPackage, up to 64 MB. You can also drop it here.",
  otherFile: "Choose another file",
  uploading: (percent: number): string => `Sending the file: ${percent} %`,
  reading: "Reading the file…",
  holds: (file: string, n: number): string => `${file} holds ${count(n, "area", "areas")}.`,
  crs: (name: string): string => `Its coordinates are in ${name}.`,
  noCrs: "It does not say what its coordinates are in.",
  sheet: "Layer of the file",
  sheetOption: (name: string, n: number): string => `${name}: ${count(n, "area", "areas")}`,
  nameField: "Which field holds the districts' names?",
  crewField: "Which field holds the crews' names?",
  noCrewField: "None: districts keep their crews",
  sample: (name: string, samples: string[]): string =>
    samples.length ? `${name}: ${samples.join(", ")}…` : `${name}: empty`,
  notUnique: "Some areas share a value in this field. Choose one that tells them apart.",
  notFilled: "Some areas have no value in this field.",
  layer: "Layer",
  newLayer: "A new layer",
  layerName: "Name of the new layer",
  layerMissing: "Give the new layer a name.",
  fieldMissing: "Choose the field with the names.",
  crsField: "Coordinate system",
  crsHint: "Ask whoever made the file. For Tennessee in feet it is EPSG:2274.",
  crsMissing: "Say what the coordinates are in.",
  make: "Show what would change",
  making: "Comparing with today…",
  nothingYet: "Nothing changes until you apply it.",

  draftTitle: (layer: string, n: number): string => `${layer}, version ${n}`,
  from: (file: string, at: string): string => `From ${file}, read ${when(at)}.`,
  findings: "What the file has",
  clean: "No overlaps and no gaps.",
  overlap: (a: string, b: string, m2: number): string =>
    `${a} and ${b} overlap by ${showArea(m2)}. Points there go to ${a}: first by name.`,
  gap: (neighbours: string[], m2: number): string =>
    `A gap of ${showArea(m2)} ${neighbours.length > 1 ? "between" : "in"} ${listed(neighbours)}. Nobody answers there.`,
  more: (n: number): string => `And ${number.format(n)} smaller ones.`,
  slivers: (n: number): string =>
    `${count(n, "sliver", "slivers")} narrower than half a metre. Rounding makes them; they do no harm.`,
  repaired: (names: string[]): string => `Rings that crossed themselves were repaired: ${listed(names)}.`,

  preview: "What would change",
  moves: (n: number, all: number): string => {
    if (all === 0) return "No open report uses this layer.";
    return n === 0 ? `None of ${count(all, "open report", "open reports")} would move.` : `${number.format(n)} of ${count(all, "open report", "open reports")} would move.`;
  },
  nowhere: (n: number): string => `${count(n, "report", "reports")} would belong to nobody and wait for the desk.`,
  changes: ({ added, changed, unchanged, retired }: { added: number; changed: number; unchanged: number; retired: number }): string =>
    `Districts: ${number.format(added)} new, ${number.format(changed)} changed, ${number.format(retired)} dropped, ${number.format(unchanged)} as before.`,
  fromTo: { caption: "Who hands over to whom", from: "From", to: "To", count: "Reports" },
  number: (n: number): string => number.format(n),
  nobody: "Nobody",
  noCrew: "no crew",
  side: (district: string, crew: string): string => `${district}, ${crew}`,
  csvName: (layer: string, n: number): string => `${layer} version ${n} moves.csv`,
  map: "Map of old and new districts. The table shows the same moves.",
  mapLegend: "Signs on the map",
  mapOld: "Districts now",
  mapNew: "New districts",
  mapThese: "Districts of this version",
  mapMoves: "Reports that would move",
  mapCut: (n: number): string => `The map shows the first ${number.format(n)} reports. The file has all.`,

  applyNow: "Apply now",
  applyAsk: (n: number): string =>
    n === 0 ? "The new districts answer at once. Apply?" : `${count(n, "report moves", "reports move")} to other hands. Phones follow at once. Apply?`,
  applyOn: "Apply on a date",
  applyAt: "Day and time",
  applyAtMissing: "Choose a day and time that is still to come.",
  plan: "Plan it",
  discard: "Discard",
  discardAsk: "Discard this draft for good?",
  yes: "Yes",
  no: "No",
  scheduled: (at: string): string => `It answers from ${when(at)} on, by itself.`,
  applying: (left: number): string => `The new districts answer now. ${count(left, "open report", "open reports")} still to move.`,
  applied: (moved: number | null): string =>
    moved === null
      ? "These districts are in use. Open reports have moved to whom they belong."
      : `These districts are in use now. ${moved === 0 ? "No open report had to move." : `${count(moved, "open report has", "open reports have")} moved.`}`,
  replaced: (at: string | null): string => (at ? `In use until ${when(at)}.` : "Another version is in use."),
  discarded: "This draft is discarded. Nothing has changed.",
} as const;
