// Finds the kind of problem in a resident's own words. Pure.
import type { ServiceDoc } from "@sync/protocol/messages";

const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);

/** How well one typed word fits a text: 2 whole, 1 as a beginning ("pot" for "pothole"), 0 not. */
const fit = (typed: string, text: readonly string[]): number =>
  text.includes(typed) || text.includes(singular(typed)) ? 2 : text.some((word) => word.startsWith(singular(typed))) ? 1 : 0;

const singular = (word: string): string => (word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word);

/** Services that fit at least one typed word, best first; equals keep the city's order. All when nothing is typed. */
export function findServices(services: readonly ServiceDoc[], typed: string): ServiceDoc[] {
  const asked = wordsOf(typed);
  if (!asked.length) return [...services];
  const score = (service: ServiceDoc): number => {
    const names = wordsOf(service.name);
    const others = wordsOf([...service.keywords, service.group, service.description].join(" "));
    return asked.reduce((sum, word) => sum + 3 * fit(word, names) + fit(word, others), 0);
  };
  return services
    .map((service) => ({ service, points: score(service) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ service }) => service);
}
