// Has a chosen file made into a photo in a worker of its own, so that the page never stands still; where browsers lack
// what that takes (older WebKit), in the page.
import type { Made } from "./make-photo";
import { PhotoProblem } from "./photo-problem";
import type { Answer } from "./shrink-worker";

/** Throws PhotoProblem "wrong_type", "too_big" or "unreadable"; nothing else. */
export async function preparePhoto(file: Blob): Promise<Made> {
  const answer = await inWorker(file);
  if ("made" in answer) return answer.made;
  if (answer.problem !== "not_here") throw new PhotoProblem(answer.problem);
  return (await import("./make-photo")).makePhoto(file);
}

/** One worker a photo: its memory, of a picture in full size, is free again at once. */
function inWorker(file: Blob): Promise<Answer> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") return Promise.resolve({ problem: "not_here" });
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./shrink-worker.ts", import.meta.url), { type: "module" });
    const end = (answer: Answer): void => {
      worker.terminate();
      resolve(answer);
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => end(data);
    worker.onerror = worker.onmessageerror = () => end({ problem: "not_here" });
    worker.postMessage(file);
  });
}
