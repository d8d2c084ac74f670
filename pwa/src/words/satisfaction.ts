// Every sentence of the manager's screen of satisfaction. What a number means is said by the server, beside the number.
import { count } from "./numbers";

const number = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent" });
const day = new Intl.DateTimeFormat("en-US", { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });

export const satisfactionWords = {
  title: "Satisfaction",
  lead: "What became of closed reports, in the eyes of those who reported them.",
  period: "Period",
  periods: { "30": "30 days", "90": "90 days", "365": "1 year" } as Record<string, string>,
  since: (at: string): string => `Since ${day.format(new Date(at))}`,
  csvName: (at: string): string => `satisfaction since ${at}.csv`,

  numbers: { closed: "Closed", rated: "Rated", share: "Satisfied", reopened: "Reopened" },
  number: (n: number): string => number.format(n),
  share: (part: number | null): string => (part === null ? "–" : percent.format(part)),
  outOf: (part: number, whole: number): string => (whole === 0 ? "no ratings" : `${number.format(part)} of ${number.format(whole)}`),

  byService: "By kind of problem",
  byDistrict: "By district",
  service: "Kind of problem",
  district: "District",
  outside: "Outside every district",
  inLayer: (layer: string): string => `layer ${layer}`,

  comments: (n: number): string => (n === 0 ? "Nobody wrote words with a rating." : `The latest ${count(n, "comment", "comments")}`),
  commentsWhich: "Which comments are these?",
  commentsTitle: "In their own words",
  stars: (n: number): string => `${n} of 5 stars`,
  about: (service: string, district: string | null, at: string): string =>
    [service, district, day.format(new Date(at))].filter(Boolean).join(" · "),

  empty: "Nothing was closed in this period",
  emptyText: "Choose a longer period. Numbers come with the first closed report.",
} as const;
