// Sentences about finding a place by words or by a number on a pole.
import type { PlaceFound } from "@sync/protocol/messages";
import { count, showLength } from "./numbers";

const away = ({ distance_m }: PlaceFound): string => (distance_m == null ? "" : `${showLength(distance_m)} away`);

export const findWords = {
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
    noPack: "The list of addresses is not on this phone yet. Connect once.",
    about: "About here: the map does not have this house.",
    noPoint: "The map does not have this place.",
  },
};
