// The other language, by its own name: for those who cannot read this one.
import { choose, language, LANGUAGES, NAMES } from "../words/language";

export function LanguageSwitch() {
  return (
    <>
      {LANGUAGES.filter((other) => other !== language).map((other) => (
        <button key={other} type="button" class="button button-quiet" lang={other} onClick={() => choose(other)}>
          {NAMES[other]}
        </button>
      ))}
    </>
  );
}
