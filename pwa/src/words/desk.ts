// What the desk reads of agencies outside the city, and of reports that may be the same. English, as all words of staff.
import { showLength } from "./numbers";

export const agencyWords = {
  outside: (name: string, contact: string): string => `Outside the city: ${[name, contact].filter(Boolean).join(", ")}.`,
  isOutside: "outside the city",
  closeFor: (name: string): string => `Close for ${name}`,
  closeHint: "Close it when they tell you how it ended. The reporter reads your note.",
  note: "Note to the reporter",
  noteHint: (ready: string): string => `Without one they read: ${ready}`,
  how: "How did it end?",
  close: "Close the job",
  closed: (service: string, name: string): string => `${service} is closed for ${name}.`,
} as const;

export const besideWords = {
  title: "May be the same",
  alike: "Photos look alike",
  asset: "Same asset",
  where: (distance_m: number): string => `${showLength(distance_m)} away`,
  merge: "Merge into this",
  mergeName: (reference: string): string => `Merge into ${reference}`,
  ask: "Merge? This can’t be undone.",
  open: "Open",
  openName: (reference: string): string => `Open ${reference}`,
  merged: (reference: string): string => `Merged into ${reference}. Who reported it hears what happens there.`,
  same: (reference: string): string => `Follows ${reference}`,
};
