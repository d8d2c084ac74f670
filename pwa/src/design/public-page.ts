// The address of a report that anybody may read, in the language in use.
import { language } from "../words/language";

export const publicPage = (reference: string): string => `/r/${reference}?lang=${language}`;
