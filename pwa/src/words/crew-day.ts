// What the crew reads in the course of a day: the order of Today, more on a job, its end, and the end of the shift.
import { count, showLength, showTime } from "./numbers";

const shortDay = new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" });
/** "2026-12-01" -> "Tue, Dec 1" */
const showDay = (on: string): string => shortDay.format(Date.parse(on));

/** 95 -> "1 h 35 min" */
export const showMinutes = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;

export const day = {
  bright: "Bright",
  more: "More",
  map: {
    title: "Map of today",
    open: "Map",
    missing: "The map is not on this phone yet. The list has the same jobs.",
  },
  order: {
    title: "Order of the list",
    route: "Best route",
    nearest: "Nearest first",
    oldest: "Oldest first",
    hand: "My own order",
    change: "Change the order",
    done: "Keep this order",
    up: "Up",
    down: "Down",
    top: "To the top",
    of: (what: string, act: string): string => `${act}: ${what}`,
    moved: (what: string, at: number, of: number): string => `${what} is now ${at} of ${of}.`,
    hint: "Jobs that come later go where the route says, or to the end.",
    routeAt: (at: string): string => `Best route as of ${showTime(new Date(at))}`,
    noRoute: "The best route is not on this phone yet. The nearest jobs come first.",
  },
  due: {
    by: (on: string): string => `Due ${showDay(on)}`,
    today: "Due today",
    late: (on: string): string => `Was due ${showDay(on)}`,
  },
  found: {
    open: "Found something else",
    title: "Found something else",
    lead: "A photo, the kind, and send. The place comes with it.",
    photoTitle: "Photo",
    goOn: "Go on with what you found",
    kind: "What is it?",
    more: "More kinds",
    send: "Send",
    sending: "Saving…",
    /** The line that links it to the job; the desk reads it. */
    words: (crewName: string, what: string): string =>
      what ? `Found by ${crewName} while at ${what}.` : `Found by ${crewName}.`,
    at: (what: string): string => `At the place of the job: ${what}`,
    here: (length: string): string => `Where you stand, within about ${length}`,
    finding: "Finding where you are…",
    noPlace: "Your phone does not know where you are. Say where it is.",
    where: "Where is it?",
    needPhoto: "Take a photo first.",
    needKind: "Choose what it is.",
    needPlace: "Say where it is.",
    saved: (reference: string): string => `Saved. Its reference is ${reference}.`,
    back: "Back to the job",
    kept: "You began to report something else. Your photo is still here.",
    none: "The kinds of problem are not on this phone yet. Connect once. Your photo is kept.",
  },
  end: {
    open: "End of shift",
    title: "End of shift",
    all: "Everything is received.",
    allText: "The city has all of your work. You may sign out.",
    not: (n: number): string => `${count(n, "thing is", "things are")} still on this phone.`,
    notText: "It goes by itself when there is signal. Keep the app open until then.",
    waits: "Not received yet",
    today: "Your day",
    closed: (n: number): string => (n === 0 ? "No job closed today" : `${count(n, "job", "jobs")} closed today`),
    time: (minutes: number): string => `${showMinutes(minutes)} of work noted`,
    left: (n: number): string => `${count(n, "job is", "jobs are")} still open.`,
    halfDone: (n: number): string =>
      `${count(n, "thing you began is", "things you began are")} still on this phone. If you sign out, you find it here when you sign in again.`,
    signOut: "Sign out",
    refused: "You cannot sign out yet.",
    why: "These are only on this phone. Send them, or save a copy of each first.",
    saveAll: "Save a copy of all",
    saved: "A copy is saved in your downloads. It can be given to the desk.",
    leave: "Sign out and keep it here",
    then: "What is not sent stays on this phone under your sign-in, and is sent when you sign in here again. Nobody else can read it here.",
    failed: "That did not work. Try again.",
  },
  stops: (closed: number, all: number): string => `${closed} of ${count(all, "stop", "stops")} done`,
  leg: (metres: number): string => `${showLength(metres)} from the stop before`,
} as const;
