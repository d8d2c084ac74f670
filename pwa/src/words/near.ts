// The sentences around what is near, in the language in use. They come with that screen, not with the app.
import { near as en } from "./en/near";
import { near as es } from "./es/near";
import { language } from "./language";

export const near: typeof en = language === "es" ? es : en;
