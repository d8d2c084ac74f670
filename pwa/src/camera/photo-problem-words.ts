// The sentence for a file that cannot become a photo. Pure.
import { words } from "../words/en";
import { PhotoProblem } from "./photo-problem";

export function photoProblemWords(error: unknown): string {
  const code = error instanceof PhotoProblem ? error.code : "unreadable";
  return { wrong_type: words.photo.wrongType, too_big: words.photo.tooBig, unreadable: words.photo.unreadable }[code];
}
