// What the desk reads of others' changes while it looks. English, as all words of staff.
import { count, showWhen } from "./numbers";

const SOON_MS = 90_000;

/** A line of a history as news: who did what, and when. */
const news = (sentence: string, at: string, now: number): string =>
  now - Date.parse(at) < SOON_MS ? `${sentence} just now` : `${sentence} ${showWhen(new Date(at), new Date(now))}`;

export const liveWords = {
  news,
  about: (line: string, what: string): string => `${line}: ${what}.`,
  more: (n: number): string => `${count(n, "more change", "more changes")}.`,
  left: (n: number): string => `${count(n, "report has", "reports have")} left this list.`,
  label: "News from others",
  underneath: "This changed while you look at it. What you typed is still here.",
  changed: "Just changed",
} as const;

/** Where a job is on its way to the crew. */
export const deliveryWords = {
  onPhone: "On their phone",
  onPhones: (on: number, of: number): string => (of > 1 && on < of ? `On ${on} of ${of} phones` : "On their phone"),
  notYet: "Not yet on their phone",
  noPhone: "No phone is signed in for this crew",
  accepted: (at: string): string => `Accepted ${at}`,
} as const;

export const crewsWords = {
  title: "Crews",
  synced: (age: string): string => (age === "just now" ? "synced just now" : `last synced ${age} ago`),
  phone: (synced: string): string => `their phone ${synced}`,
  never: "has not synced yet",
  jobs: (n: number): string => (n === 0 ? "no open jobs" : count(n, "open job", "open jobs")),
  waiting: (n: number): string => `${count(n, "job is", "jobs are")} not on their phone yet`,
  asOf: (at: string): string => `As of ${showWhen(new Date(at))}`,
  none: "Not known yet. It needs a connection.",
} as const;

export const freshWords = {
  offline: "No connection.",
  unreachable: "The city’s server does not answer.",
  unsent: (n: number): string => `${count(n, "change", "changes")} not sent yet`,
} as const;
