// The sentence for a file that cannot become a photo. Pure.
import { words } from "../words/words";
import { PhotoProblem } from "./photo-problem";

export function photoProblemWords(error: unknown): string {
  const code = error instanceof PhotoProblem ? error.code : "unreadable";
  const { wrongType, tooBig, unreadable, noRoom } = words.photo;
  return { wrong_type: wrongType, too_big: tooBig, unreadable, no_room: noRoom }[code];
}
