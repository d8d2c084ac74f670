// The sentences around shared photos, in the language in use. They come with that screen, not with the app.
import { shared as en } from "./en/shared";
import { shared as es } from "./es/shared";
import { language } from "./language";

export const shared: typeof en = language === "es" ? es : en;
