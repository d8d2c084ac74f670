// What is said when the city redraws its map, and of agencies outside the city. Plain words, short sentences.

/** A line of a history: where the request lies now. */
export const reroutedWords = (district: string): string =>
  district ? `The city's map changed: now ${district}` : "The city's map changed: now in no district";

export const agencyWords = {
  /** What a reporter reads. */
  has: (name: string): string => `${name} has it. It is not part of the city.`,
  reach: (contact: string): string => `To reach it: ${contact}`,
  /** What the desk reads. */
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
