// The sentences in the language in use. `main` learns them before it loads any screen, so that screens may read them at once.
import type { Words } from "./en";

export let words: Words;

export function speak(learnt: Words): void {
  words = learnt;
}
