import type { ServiceDoc } from "../../../sync/protocol/messages";
import { soundsDangerous } from "../../../pwa/src/report/danger";
import { findServices } from "../../../pwa/src/report/find-services";

test.each([
  "There is a fire in the bin",
  "downed power line over the walk",
  "I smell gas here",
  "a man was injured",
  "SPARKS from the pole",
  "the road collapsed",
  "Hay un incendio en la esquina",
  "huele a gas aquí",
  "hubo una explosión",
  "una persona herida",
])("danger is heard in: %s", (text) => expect(soundsDangerous(text)).toBe(true));

test.each(["pothole by the fire hydrant", "blocked fire lane", "light is out", "firewood on the walk", "paint on the wall", "un bache junto al hidrante de incendios", "la alarma suena", ""])(
  "no danger is heard in: %s",
  (text) => expect(soundsDangerous(text)).toBe(false),
);

const service = (id: string, name: string, keywords: string[]): ServiceDoc => ({
  id, name, keywords, ver: 1, description: "", group: "", icon: "", position: 0, active: true,
});
const CITY = [
  service("pothole", "Pothole", ["hole", "road"]),
  service("street-light", "Broken street light", ["lamp", "dark"]),
  service("missed-garbage", "Missed garbage pickup", ["trash", "bin"]),
  service("traffic-light", "Traffic light", ["signal"]),
];
const found = (typed: string): string[] => findServices(CITY, typed).map(({ id }) => id);

test("nothing typed shows all in the city's order", () => expect(found(" ")).toEqual(CITY.map(({ id }) => id)));
test("a kind is found by a resident's own word", () => expect(found("trash")).toEqual(["missed-garbage"]));
test("a kind is found by the beginning of a word", () => expect(found("potho")).toEqual(["pothole"]));
test("a kind is found in the plural", () => expect(found("potholes")).toEqual(["pothole"]));
test("more words that fit come first", () => expect(found("dark light")).toEqual(["street-light", "traffic-light"]));
test("a word that fits nothing finds nothing", () => expect(found("zebra")).toEqual([]));
test("signs that mean something in a pattern are only signs", () => expect(found("(pot*[")).toEqual(["pothole"]));
