import { readFileSync } from "node:fs";

const source = (file: string): string => readFileSync(new URL(`../../../pwa/src/${file}`, import.meta.url), "utf8");
const halves = (file: string): string[] => source(file).split("@media (prefers-color-scheme: dark)");
const [light = "", dark = ""] = halves("design/tokens.css");
const [crewLight = "", crewDark = ""] = halves("crew/crew.css");

const read = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]));
const themes: Record<string, Record<string, string>> = {
  light: read(light),
  dark: { ...read(light), ...read(dark) },
  "crew's light": { ...read(light), ...read(crewLight) },
  "crew's dark": { ...read(light), ...read(dark), ...read(crewLight), ...read(crewDark) },
  bright: { ...read(light), ...read(source("design/bright.css")) },
};

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const v = parseInt(colour.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(theme: string, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(themes[theme]?.[name] ?? "#000000")) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const TEXT: [string, string][] = [
  ["ink", "ground"], ["ink", "raised"], ["ink", "toned"], ["quiet", "ground"], ["quiet", "raised"], ["quiet", "toned"],
  ["action", "ground"], ["action", "raised"], ["on-action", "action"], ["on-action", "action-strong"], ["on-road", "road"],
  ["on-asphalt", "asphalt"], ["on-asphalt-quiet", "asphalt"], ["danger", "ground"], ["danger", "raised"], ["ink", "danger-ground"],
  ["danger", "danger-ground"], ["waiting-ink", "waiting-ground"], ["done-ink", "done-ground"], ["ink", "action-ground"],
];
const CONTROLS: [string, string][] = [
  ["edge", "ground"], ["edge", "raised"], ["action", "ground"], ["action", "toned"], ["done", "raised"], ["road", "asphalt"], ["ink", "ground"],
];

describe.each(["light", "dark"])("in the %s theme", (theme) => {
  test.each(TEXT)("%s is readable on %s", (ink, ground) => expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(4.5));
  test.each(CONTROLS)("%s can be told from %s", (edge, ground) => expect(contrast(theme, edge, ground)).toBeGreaterThanOrEqual(3));
});

describe.each(["crew's light", "crew's dark", "bright"])("in the %s theme, in the sun", (theme) => {
  test.each([...TEXT, ["done-ink", "raised"], ["waiting-ink", "raised"]])("%s is readable on %s", (ink, ground) =>
    expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(7),
  );
  test.each(CONTROLS)("%s can be told from %s", (edge, ground) => expect(contrast(theme, edge, ground)).toBeGreaterThanOrEqual(3));
});

test("the bright theme says every colour itself, or the dark one would shine through", () => {
  expect(Object.keys(read(dark)).filter((name) => !(name in read(source("design/bright.css"))))).toEqual([]);
});
