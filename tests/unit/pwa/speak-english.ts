// Every test reads English, as `main` would have learnt it.
import { en } from "../../../pwa/src/words/en";
import { speak } from "../../../pwa/src/words/words";

speak(en);
