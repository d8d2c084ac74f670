// Numbers, sizes, lengths and moments as people read them, in their language. Pure apart from that and the time zone.
import { language } from "./language";

const LANGUAGE = `${language}-US`;

const plural = new Intl.PluralRules(LANGUAGE);
const whole = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 0 });
const hour = new Intl.DateTimeFormat(LANGUAGE, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(LANGUAGE, { weekday: "long" });
const near = new Intl.DateTimeFormat(LANGUAGE, { day: "numeric", month: "long" });
const dayOfWeek = new Intl.DateTimeFormat(LANGUAGE, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
const far = new Intl.DateTimeFormat(LANGUAGE, { day: "numeric", month: "long", year: "numeric" });

/** count(2, "photo", "photos") -> "2 photos" */
export const count = (n: number, one: string, many: string): string =>
  `${whole.format(n)} ${plural.select(n) === "one" ? one : many}`;

/** 1234 -> "1,234" */
export const showNumber = (n: number): string => whole.format(n);

export function showSize(bytes: number): string {
  if (bytes < 1000) return "1 kB";
  return bytes < 1_000_000 ? `${whole.format(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const showTime = (at: Date | number): string => hour.format(at);

export const showDate = (at: Date, now = new Date()): string =>
  (at.getFullYear() === now.getFullYear() ? near : far).format(at);

/** A day without an hour, as in "2026-12-01": "Tuesday, December 1" */
export const showDay = (day: string): string => dayOfWeek.format(Date.parse(day));

/** "today, 2:05 PM", "yesterday, 2:05 PM", "May 3, 2:05 PM" */
export function showWhen(at: Date, now = new Date()): string {
  const midnight = (d: Date): number => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  const day = days === 0 || days === 1 ? relative.format(-days, "day") : showDate(at, now);
  return `${day}, ${showTime(at)}`;
}

/** "2:05 PM" of today, "Tuesday, 2:05 PM" of the last week, "May 3, 2:05 PM" before. */
export function showSince(at: Date, now = new Date()): string {
  const days = (now.getTime() - at.getTime()) / 86_400_000;
  if (days < 1 && at.getDate() === now.getDate()) return showTime(at);
  return `${days >= 0 && days < 6 ? weekday.format(at) : showDate(at, now)}, ${showTime(at)}`;
}

/** "today", "yesterday", "3 days ago"; null when it is longer ago than two weeks. */
export function showAgo(at: Date, now: number): string | null {
  const days = Math.max(0, Math.floor((now - at.getTime()) / 86_400_000));
  return days < 15 ? relative.format(-days, "day") : null;
}

/** A radius as a person would say it: 7 -> "7 m", 123 -> "120 m", 2300 -> "2 km". */
export function showLength(m: number): string {
  if (m >= 1000) return `${whole.format(m / 1000)} km`;
  const step = m < 20 ? 1 : m < 100 ? 5 : 10;
  return `${Math.max(1, Math.round(m / step) * step)} m`;
}
