// Finding a place, who answers there, and what is reported near it.
import type { PlaceFound } from "@sync/protocol/messages";
import { count, showAgo, showDate, showLength } from "../numbers";

const away = ({ distance_m }: PlaceFound): string => (distance_m == null ? "" : `${showLength(distance_m)} away`);

export const find = {
  /** "12 Elm Street, about here, 40 m away" */
  place: (place: PlaceFound): string =>
    [place.label, place.kind === "address" && place.exact === false ? "about here" : "", away(place)].filter(Boolean).join(", "),
  street: "The whole street",
  /** "Your location, within about 12 m, near 12 Elm Street" */
  near: (said: string, address: string): string => (address ? `${said}, near ${address}` : said),
  away,
  found: (n: number): string => (n === 0 ? "Nothing found. What you typed is kept as it is." : `${count(n, "place", "places")} found.`),
  noNetwork: "No signal. What you typed is kept as it is.",
  lamp: {
    which: { street_light: "Which lamp?" } as Record<string, string>,
    whichOther: "Which one?",
    lead: "If you know it, tap it. If not, just send.",
    near: "Near this place",
    number: "Number on the pole",
    numberHint: "If you can read it",
    words: (number: string): string => `Lamp ${number}`,
    chosen: (label: string): string => `${label} is chosen`,
  },
  crew: {
    open: "Find an address or lamp",
    title: "Find a place",
    label: "Address, street or lamp number",
    hint: "Works without signal in your districts.",
    about: "About here: the map does not have this house.",
    noPoint: "The map does not have this place.",
  },
};

export type Way = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";

/** Where the pin lies, seen from where somebody stands. */
const ways: Record<Way, string> = {
  n: "north",
  ne: "north-east",
  e: "east",
  se: "south-east",
  s: "south",
  sw: "south-west",
  w: "west",
  nw: "north-west",
};

export const pin = {
  move: "Move the pin",
  hint: "Each tap moves it. Arrow keys do too, and Shift makes bigger steps.",
  step: (m: number, way: Way): string => `${m} m ${ways[way]}`,
  big: "Bigger steps",
  where: (m: number, way: Way): string => `${showLength(m)} ${ways[way]} of where you are`,
  here: "The pin is where you are",
  chosen: "The place you chose",
  none: "Tap the map to place the pin.",
  reset: "Back to where I am",
  take: "Take the pin away",
  onMap: "Show on a map",
  map: "Map. Tap to place the pin.",
  coming: "The map is coming…",
  failed: "The map could not be loaded. You can do all without it.",
  zoomIn: "Closer",
  zoomOut: "Further away",
  broken: "This could not be loaded. Type the place instead.",
};

export const nearby = {
  title: "Is it one of these?",
  text: "Somebody reported this near you. If it is the same, you will hear all about it.",
  looking: "Looking if it is reported already…",
  same: "That’s it. Keep me posted",
  sameName: (what: string): string => `That’s it. Keep me posted: ${what}`,
  different: "Mine is different",
  where: (distance_m: number): string => (distance_m <= 10 ? "Right here" : `About ${showLength(distance_m)} away`),
  reported: (at: string, now = Date.now()): string => {
    const ago = showAgo(new Date(at), now);
    return ago ? `Reported ${ago}` : `Reported on ${showDate(new Date(at))}`;
  },
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

export const route = {
  /** Before the city has answered. `crews` by name, the likelier first; none: outside every district. */
  foretold: ([first, second]: string[]): string => {
    if (first === undefined) return "This is outside the city's districts. The city will look at it.";
    return second === undefined ? `Goes to ${first}.` : `Near a border. It goes to ${first} or ${second}.`;
  },
  /** The city answered otherwise than this phone had said; `now` is "" where nobody answers yet. */
  otherwise: (told: string, now: string): string =>
    now ? `You were told ${told}. ${now} answers for this place.` : `You were told ${told}. The city is looking for the right crew.`,
  /** A line of a history: where the request lies now. */
  redrawn: (district: string): string =>
    district ? `The city's map changed: now ${district}` : "The city's map changed: now in no district",
};

/** An agency outside the city that has the job. */
export const agency = {
  has: (name: string): string => `${name} has it. It is not part of the city.`,
  reach: (contact: string): string => `To reach it: ${contact}`,
};
