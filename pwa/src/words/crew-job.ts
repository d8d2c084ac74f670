// What the crew reads on one job beside what was reported: what the desk wants, what else is here, and how it ended.
import { count, showSince, showTime } from "./numbers";
import { showMinutes } from "./crew-day";

const at = (iso: string): string => showSince(new Date(iso));

export const one = {
  call: (name: string): string => `Call ${name}`,
  city: "the city",
  desk: "From the desk",
  be: {
    between: (from: string, until: string): string => `Be there between ${at(from)} and ${showTime(new Date(until))}.`,
    from: (from: string): string => `Be there from ${at(from)} on.`,
    until: (until: string): string => `Be there until ${at(until)}.`,
  },
  serves: (n: number): string => `This job is for ${count(n, "report", "reports")}`,
  here: "What else happened here",
  nothingHere: "This phone holds no other work at this place.",
  sameAsset: "the same one",
  spent: "Time and material so far",
  spentNothing: "Nothing noted yet.",
  minutes: showMinutes,
  material: (name: string, quantity: number, unit: string): string => `${[String(quantity), unit].filter(Boolean).join(" ")} ${name}`,
  closings: "How it was closed",
  counts: "This one counts",
  stands: "What was said before",
  time: {
    title: "Time and material",
    optional: "If you like",
    minutes: "Minutes",
    quick: [15, 30, 60, 120],
    none: "None",
    material: "Material",
    add: "Add",
    name: "What",
    quantity: "How much",
    unit: "Unit",
    remove: (what: string): string => `Remove ${what}`,
    used: "Used before",
  },
  undo: "Undo",
  undoing: "Taking it back…",
  undone: "Taken back. It is open again, with all you said.",
  tooLate: "It was sent already. You can correct it instead.",
  closed: (what: string): string => `${what} is closed.`,
  next: "Next job",
  noNext: "That was the last one for now.",
  correct: {
    open: "Correct",
    title: "Correct this job",
    lead: "What you say here comes beside what was said before. Both are kept.",
    send: "Send the correction",
    same: "Nothing is different yet. Change what was wrong.",
    saved: "The correction is saved.",
    kept: "You began to correct this job. What you said is still here.",
  },
} as const;
