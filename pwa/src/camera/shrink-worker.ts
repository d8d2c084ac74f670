// The worker's side of making a photo: decoding, drawing, encoding and hashing beside the page, which stays quick.
import { makePhoto, type Made } from "./make-photo";
import { PhotoProblem, type PhotoProblemCode } from "./photo-problem";

/** "not_here": this worker cannot draw, the page has to. */
export type Answer = { made: Made } | { problem: PhotoProblemCode | "not_here" };

interface Worker {
  postMessage(answer: Answer, given?: Transferable[]): void;
  addEventListener(name: "message", listener: (event: MessageEvent<Blob>) => void): void;
}
declare const self: Worker;

self.addEventListener("message", ({ data }) => {
  makePhoto(data).then(
    (made) => self.postMessage({ made }, [made.bytes]),
    (error: unknown) => self.postMessage({ problem: error instanceof PhotoProblem ? error.code : "not_here" }),
  );
});
