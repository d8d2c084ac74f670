// Every sentence about the map that a crew's phone carries. Plain words, short sentences.
import type { BasemapView } from "../store/views";

/** A million bytes is what people call a megabyte. */
const mb = (bytes: number): string => (bytes < 950_000 ? (bytes / 1e6).toFixed(1) : String(Math.round(bytes / 1e6)));

const REASONS: Record<NonNullable<BasemapView["reason"]>, string> = {
  offline: "No connection. It goes on by itself.",
  storage_full: "This phone is full. Free some space, then try again. Your work is safe.",
  broken: "The map did not arrive whole. Try again.",
  refused: "The city did not give the map. Sign in again, or tell your dispatcher.",
};

export const basemapWords = {
  size: (bytes: number): string => `${mb(bytes)} MB`,
  progress: (loaded: number, size: number): string => `${mb(loaded)} of ${mb(size)} MB`,
  reason: (reason: NonNullable<BasemapView["reason"]>): string => REASONS[reason],
  attribution: "Map data",
} as const;

/** Sentences of the crew's map. */
export const crewMap = {
  map: "Map of today's jobs",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  missing: "This phone cannot draw the map. The list has the same jobs.",
  whole: "All stops",
  here: "Where am I",
  noPosition: "Your position is not known now.",
  you: (metres: string): string => `You are here, within about ${metres}.`,
  stop: (n: number, what: string, where: string): string => (where ? `Stop ${n}: ${what}, ${where}` : `Stop ${n}: ${what}`),
  stops: (numbers: number[]): string => `Stops ${numbers.join(", ")} are close together`,
  chooseStop: "Which stop?",
  close: "Close",
  noPlace: (n: number): string => (n === 1 ? "1 job has no place on the map." : `${n} jobs have no place on the map.`),
} as const;
