// Words about what may be reported already, for who reports and for the desk.
import { count, showDate, showLength } from "./numbers";

const DAY_MS = 86_400_000;

/** How long ago, as people say it: "today", "3 days ago", "on May 3". */
function ago(at: string, now: number): string {
  const days = Math.floor((now - Date.parse(at)) / DAY_MS);
  if (days < 1) return "today";
  return days < 15 ? `${count(days, "day", "days")} ago` : `on ${showDate(new Date(at))}`;
}

export const nearbyWords = {
  title: "Is it one of these?",
  text: "Somebody reported this near you. If it is the same, you will hear all about it.",
  looking: "Looking if it is reported already…",
  same: "That’s it. Keep me posted",
  sameName: (what: string): string => `That’s it: ${what}`,
  different: "Mine is different",
  where: (distance_m: number): string => (distance_m <= 10 ? "Right here" : `About ${showLength(distance_m)} away`),
  reported: (at: string, now = Date.now()): string => `Reported ${ago(at, now)}`,
  over: "Closed not long ago",
  photo: (what: string): string => `Photo of the other report: ${what}`,
  others: (n: number): string => `${count(n, "more person", "more people")} reported it`,
  asset: "The same lamp or sign",
  chosen: "You said it is the same as",
  chosenText: "Yours is kept too. You will read here what happens.",
  change: "Change",
  quiet: (n: number): string => `${count(n, "report", "reports")} near here may be the same.`,
  look: "Have a look",
  follows: "It is the same as another report:",
  followsText: "You read here what happens with that one.",
  followers: (n: number): string => `${count(n, "other person", "other people")} reported the same.`,
};

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
