// Why a chosen file cannot become a photo; the words are in words/en.ts under `photo`.
export type PhotoProblemCode = "wrong_type" | "too_big" | "unreadable" | "no_room";

export class PhotoProblem extends Error {
  constructor(readonly code: PhotoProblemCode) {
    super(code);
  }
}
