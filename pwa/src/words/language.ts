// Which language this person reads: chosen here, else the browser's, else English. Known before anything is drawn.
export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's own name, for those who read no other. */
export const NAMES: Record<Language, string> = { en: "English", es: "Español" };

const KEY = "language";

/** The first of the wished ones that there is. Pure. */
export function languageOf(wished: readonly (string | null)[]): Language {
  const spoken = wished.map((one) => one?.toLowerCase().split("-")[0]);
  return spoken.flatMap((one) => LANGUAGES.filter((known) => known === one))[0] ?? "en";
}

export const language: Language =
  typeof document === "undefined" ? "en" : languageOf([localStorage.getItem(KEY), ...navigator.languages]);

/** Speaks it from now on. Drafts lie on disk, so loading afresh loses nothing. */
export function choose(chosen: Language): void {
  localStorage.setItem(KEY, chosen);
  location.reload();
}
