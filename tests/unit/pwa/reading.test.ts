// How hard the sentences are to read, by the measures that each language has for it.
import { syllable } from "syllable";
import { en as all } from "../../../pwa/src/words/en";
import * as ownEnglish from "../../../pwa/src/words/en/mine";
import * as nearEnglish from "../../../pwa/src/words/en/near";
import * as sharedEnglish from "../../../pwa/src/words/en/shared";
import { es as todo } from "../../../pwa/src/words/es";
import * as ownSpanish from "../../../pwa/src/words/es/mine";
import * as nearSpanish from "../../../pwa/src/words/es/near";
import * as sharedSpanish from "../../../pwa/src/words/es/shared";

const en = { ...all, ...ownEnglish, ...nearEnglish, ...sharedEnglish };
const es = { ...todo, ...ownSpanish, ...nearSpanish, ...sharedSpanish };

interface Size {
  sentences: number;
  words: number;
  syllables: number;
}

/** Whole sentences: labels of one or two words say nothing about reading. */
const sentencesOf = (node: unknown): string[] => {
  if (typeof node === "string") return node.split(/(?<=[.?!])\s+/).filter((one) => /[.?!]$/.test(one));
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(sentencesOf) : [];
};

const wordsOf = (text: string): string[] => text.match(/[\p{L}’']+/gu) ?? [];

function sizeOf(sentences: string[], syllablesOf: (word: string) => number): Size {
  const all = sentences.flatMap(wordsOf);
  return { sentences: sentences.length, words: all.length, syllables: all.reduce((sum, word) => sum + syllablesOf(word), 0) };
}

/** The school year in which most can read it (Flesch and Kincaid 1975). */
const grade = ({ sentences, words, syllables }: Size): number => 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;

/** Syllables of a Spanish word: its groups of vowels, a weak one with an accent apart. */
const silabas = (word: string): number =>
  Math.max(1, (word.toLowerCase().replace(/([aeoáéó])([íú])|([íú])([aeoáéó])/g, "$1$3 $2$4").match(/[aeiouáéíóúü]+/g) ?? []).length);

/** How easy Spanish is to read, 0 to 100 (Szigriszt 1993); above 65 is easy, as in the first years of school. */
const ease = ({ sentences, words, syllables }: Size): number => 206.835 - 62.3 * (syllables / words) - words / sentences;

test.each(Object.keys(en).filter((key) => sentencesOf(en[key as keyof typeof en]).length > 2))(
  "what is said under %s is no harder than the sixth year of school",
  (key) => expect(grade(sizeOf(sentencesOf(en[key as keyof typeof en]), syllable))).toBeLessThanOrEqual(6),
);

test.each(Object.keys(es).filter((key) => sentencesOf(es[key as keyof typeof es]).length > 2))("what is said under %s is easy Spanish", (key) =>
  expect(ease(sizeOf(sentencesOf(es[key as keyof typeof es]), silabas))).toBeGreaterThanOrEqual(65),
);

test("the measures know easy from hard", () => {
  expect(grade(sizeOf(["The dog ran to the big red ball."], syllable))).toBeLessThan(3);
  expect(grade(sizeOf(["Municipal infrastructure remediation necessitates interdepartmental authorization procedures."], syllable))).toBeGreaterThan(15);
  expect(ease(sizeOf(["El sol sale y el pan está en la mesa."], silabas))).toBeGreaterThan(80);
  expect(ease(sizeOf(["La reglamentación administrativa interdepartamental imposibilita temporalmente determinadas intervenciones."], silabas))).toBeLessThan(20);
});
