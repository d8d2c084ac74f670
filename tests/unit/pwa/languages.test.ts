// Every language says everything that English says, in the same shape and with the same facts.
import { en } from "../../../pwa/src/words/en";
import * as ownEnglish from "../../../pwa/src/words/en/mine";
import * as nearEnglish from "../../../pwa/src/words/en/near";
import * as sharedEnglish from "../../../pwa/src/words/en/shared";
import { es } from "../../../pwa/src/words/es";
import * as ownSpanish from "../../../pwa/src/words/es/mine";
import * as nearSpanish from "../../../pwa/src/words/es/near";
import * as sharedSpanish from "../../../pwa/src/words/es/shared";
import { languageOf } from "../../../pwa/src/words/language";

/** Path -> what stands there, down to texts and functions. */
function leaves(node: unknown, path = ""): Map<string, unknown> {
  if (typeof node !== "object" || node === null) return new Map([[path, node]]);
  return new Map(Object.entries(node).flatMap(([key, value]) => [...leaves(value, `${path}.${key}`)]));
}

/** What may read the same in both. */
const SAME = /^\.(product|letter\.values\.normal|report\.place\.photoNo)$/;
const [english, spanish] = [leaves({ ...en, ...ownEnglish, ...nearEnglish, ...sharedEnglish }), leaves({ ...es, ...ownSpanish, ...nearSpanish, ...sharedSpanish })];
const texts = [...spanish].filter((leaf): leaf is [string, string] => typeof leaf[1] === "string");

test("no sentence is missing in Spanish, and none is there that English does not have", () => {
  expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
});

test("no Spanish sentence is empty or still English", () => {
  expect(texts.filter(([path, text]) => !text.trim() || (text === english.get(path) && !SAME.test(path)))).toEqual([]);
});

test("Spanish questions and calls open as they close", () => {
  const open = ([, text]: [string, string]): boolean => text.includes("?") !== text.includes("¿") || text.includes("!") !== text.includes("¡");
  expect(texts.filter(open)).toEqual([]);
});

test("no Spanish sentence is longer than twenty words", () => {
  const long = texts.flatMap(([path, text]) => text.split(/[.?!]\s/).filter((one) => one.split(/\s+/).length > 20).map((one) => [path, one]));
  expect(long).toEqual([]);
});

test("one and many are told apart", () => {
  expect([1, 2].map(es.strip.letters)).toEqual(["1 cosa necesita su atención", "2 cosas necesitan su atención"]);
  expect([1, 2].map(es.nearby.others)).toEqual(["1 persona más lo reportó", "2 personas más lo reportaron"]);
});

test("the language is the one chosen here, else the first of the browser's that is spoken, else English", () => {
  expect(languageOf(["es", "en-US"])).toBe("es");
  expect(languageOf([null, "es-MX", "en-US"])).toBe("es");
  expect(languageOf([null, "de-DE", "es-419"])).toBe("es");
  expect(languageOf([null, "en-GB", "es"])).toBe("en");
  expect(languageOf([null, "de"])).toBe("en");
  expect(languageOf(["xx", "fr"])).toBe("en");
});
