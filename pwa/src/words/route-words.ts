// Where a report goes, as its reporter reads it before and after the city has answered. Pure.

/** `crews` by name, the likelier first; none: outside every district. */
export function foretoldWords(crews: string[]): string {
  const [first, second] = crews;
  if (first === undefined) return "This is outside the city's districts. The city will look at it.";
  return second === undefined ? `Goes to ${first}.` : `Near a border. It goes to ${first} or ${second}.`;
}

/** The city answered otherwise than this phone had said; `now` is "" where nobody answers yet. */
export const otherwiseWords = (told: string, now: string): string =>
  now ? `You were told ${told}. ${now} answers for this place.` : `You were told ${told}. The city is looking for the right crew.`;
