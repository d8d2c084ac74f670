// The kinds of problem, in the language in use and found by words of any.
import type { ServiceDoc } from "../../../sync/protocol/messages";
import { findServices } from "../../../pwa/src/report/find-services";
import { spoken } from "../../../pwa/src/store/services";

const POTHOLE: ServiceDoc = {
  id: "pothole", ver: 1, name: "Pothole", description: "A hole in the road.", group: "Roads", keywords: ["hole"], icon: "", position: 1, active: true,
  translations: { es: { name: "Bache", group: "Calles", keywords: ["hoyo"] } },
};
const PARKING: ServiceDoc = { ...POTHOLE, id: "parking", name: "Parking", keywords: ["car"], translations: {} };

const read = (language: string): ServiceDoc[] =>
  spoken([POTHOLE, PARKING].map((doc) => ({ kind: "service", id: doc.id, ver: 1, doc, buckets: ["ref"] })), language).map(({ doc }) => doc as ServiceDoc);

test("a kind has its name in the language in use, and the city's words where it has none", () => {
  expect(read("es").map(({ name, description, group }) => [name, description, group])).toEqual([
    ["Bache", "A hole in the road.", "Calles"],
    ["Parking", "A hole in the road.", "Roads"],
  ]);
  expect(read("en").map(({ name }) => name)).toEqual(["Pothole", "Parking"]);
});

test.each(["en", "es"])("a kind is found by words of either language, read in %s", (language) => {
  for (const typed of ["hoyo", "hole", "bache", "pothole"]) expect(findServices(read(language), typed)[0]?.id).toBe("pothole");
});

test("other documents pass as they are", () => {
  const district = { kind: "district", id: "d", ver: 1, doc: { name: "North" }, buckets: ["ref"] };
  expect(spoken([district], "es")).toEqual([district]);
});
