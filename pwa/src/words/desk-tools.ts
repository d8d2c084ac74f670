// What the dispatcher reads about acts on one report or many, and about keys. English, as all words of staff.
import { count } from "./numbers";

const reports = (n: number): string => count(n, "report", "reports");
const these = (n: number, what: string): string => (n === 1 ? what : reports(n));

export const toolWords = {
  label: "What to do",
  many: (n: number): string => `${reports(n)} selected`,
  name: {
    assign: "Assign",
    priority: "Priority",
    category: "Kind",
    merge: "Duplicate",
    group: "One job",
    split: "Split",
    close: "Close",
    reply: "Comment",
  },
  cancel: "Cancel",
  failed: "This device could not save it. Nothing was changed. Try again.",
  assign: {
    title: (n: number): string => (n === 1 ? "Assign a crew" : `Assign ${reports(n)}`),
    submit: (n: number, crew: string): string => (n === 1 ? `Assign to ${crew}` : `Assign ${n} to ${crew}`),
    choose: "Choose a crew first.",
    answers: (n: number): string => `answers for ${n}`,
    done: (n: number, what: string, crew: string): string => `${these(n, what)} ${n === 1 ? "goes" : "go"} to ${crew}.`,
    already: (crew: string): string => `${crew} has all of it already.`,
  },
  priority: {
    title: "Priority",
    submit: (n: number, to: string): string => (n === 1 ? `Make it ${to}` : `Make ${n} ${to}`),
    done: (n: number, what: string, to: string): string => `${these(n, what)} ${n === 1 ? "is" : "are"} ${to} now.`,
  },
  category: {
    title: "Kind of problem",
    submit: (to: string): string => `Change to ${to}`,
    choose: "Choose a kind first.",
    done: (n: number, what: string, to: string): string => `${these(n, what)} ${n === 1 ? "is" : "are"} “${to}” now.`,
  },
  merge: {
    title: "Merge duplicates",
    few: "Select two or more reports of the same problem. X selects the one you are at.",
    stays: "Which one stays?",
    oldest: "oldest",
    preview: (n: number): string => `${count(n, "other becomes its duplicate", "others become its duplicates")}. Who reported them hears what happens to the one that stays.`,
    submit: (n: number): string => `Merge ${n} into it`,
    done: (n: number, into: string): string => `${count(n, "report is", "reports are")} merged into ${into}.`,
  },
  group: {
    title: "Make one job of them",
    few: "Select two or more reports that one crew can do in one go.",
    preview: (n: number): string => `One job will serve ${reports(n)}. Closing it closes them all.`,
    submit: (n: number, crew: string): string => `One job for ${n}, for ${crew}`,
    done: (n: number, crew: string): string => `${reports(n)} are one job of ${crew} now.`,
  },
  split: {
    title: "Split",
    duplicate: (into: string): string => `This is a duplicate of ${into}. Make it a report of its own again.`,
    unmerge: "No duplicate after all",
    unmerged: (what: string): string => `${what} is a report of its own again.`,
    shared: (n: number): string => `Its job serves ${reports(n)}. Take this one off.`,
    own: "A job of its own, for the same crew",
    free: "No job: it waits for a crew",
    submit: "Take it off",
    done: (what: string): string => `${what} is off the job.`,
    nothing: "There is nothing to split: its job serves it alone, and it is no duplicate.",
  },
  close: {
    title: (n: number): string => (n === 1 ? "Close without a crew" : `Close ${reports(n)} without a crew`),
    how: "How did it end?",
    note: "Note to the reporter",
    noteHint: (ready: string): string => `Without one they read: ${ready}`,
    submit: (n: number): string => (n === 1 ? "Close it" : `Close ${n}`),
    done: (n: number, what: string): string => `${these(n, what)} ${n === 1 ? "is" : "are"} closed.`,
  },
  reply: {
    title: (n: number): string => (n === 1 ? "Comment" : `Comment on ${reports(n)}`),
    text: "Comment",
    hint: "The reporter and the crew read it.",
    missing: "Write a comment first.",
    submit: (n: number): string => (n === 1 ? "Add comment" : `Add to ${n}`),
    done: (n: number, what: string): string => (n === 1 ? `The comment on ${what} is added.` : `The comment is added to ${reports(n)}.`),
  },
  notes: "Ready sentences",
  chooseNote: "Choose a ready sentence",
} as const;

export const doneWords = {
  undo: "Undo",
  undone: (said: string): string => `Undone: ${said}`,
  undoing: "Undoing…",
  partly: (n: number): string => `Undone, but for ${count(n, "change that", "changes that")} had been sent and cannot be taken back.`,
  late: "It has been sent and cannot be taken back.",
  refused: (n: number, of: number): string => `${n} of ${of} not taken:`,
  unsent: "Kept on this device. It goes out by itself.",
} as const;

export const keyWords = {
  title: "Keys of this screen",
  groups: { move: "Move", act: "Act", look: "Look" },
  commands: {
    next: "Next report",
    previous: "Report before",
    mark: "Select this report",
    assign: "Assign a crew",
    priority: "Set the priority",
    merge: "Merge duplicates",
    split: "Split a job or a duplicate",
    close: "Close with a note",
    reply: "Comment",
    go: "Go to a queue: then its letter",
    search: "Go to search",
    undo: "Undo",
    views: "Saved views",
    map: "Show or hide the map",
    help: "Show these keys",
  },
  button: { next: "Next", previous: "Previous", mark: "Select", go: "Go to", views: "Views", map: "Map", help: "Keys" },
  also: "Also",
  more: [
    ["Shift + J, Shift + K", "Select on the way"],
    ["Shift + click", "Select up to there"],
    ["Ctrl + A in the list", "Select all found"],
    ["Escape", "Close what is open, then clear the selection"],
    ["1 to 9", "Open a saved view"],
  ],
  goHint: "Press the letter of a queue.",
} as const;
