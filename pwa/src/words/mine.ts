// The sentences around one's own reports, in the language in use. They come with those screens, not with the app.
import * as en from "./en/mine";
import * as es from "./es/mine";
import { language } from "./language";

export const mine: typeof en = language === "es" ? es : en;
