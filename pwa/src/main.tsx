// Learns the person's language, then loads the app: so its sentences are there before any screen.
import "./design/tokens.css";
import "./design/base.css";
import "./design/components.css";
import "./shell/shell.css";
import type { Words } from "./words/en";
import { language } from "./words/language";
import { sayThatItDidNotLoad } from "./words/not-loaded";
import { speak } from "./words/words";

const learn = (): Promise<Words> =>
  language === "es" ? import("./words/es").then(({ es }) => es) : import("./words/en").then(({ en }) => en);

document.documentElement.lang = language;
learn()
  .then(async (learnt) => {
    speak(learnt);
    const { begin } = await import("./app");
    begin();
  })
  .catch(sayThatItDidNotLoad);
