// Filling a ready note in. Pure; the names are those of FIELDS in backend/desk/rules.py.
export const NOTE_FIELDS = ["reference", "service", "place", "due"] as const;

export type NoteFacts = Partial<Record<(typeof NOTE_FIELDS)[number], string | null>>;

/** What a field says is never read as a field; one that nobody knows is left out with the space before it. */
export const fillNote = (text: string, facts: NoteFacts): string =>
  text.replace(/( ?)\{([a-z]+)\}/g, (whole, space: string, name: string) => {
    if (!(NOTE_FIELDS as readonly string[]).includes(name)) return whole;
    const said = facts[name as keyof NoteFacts];
    return said ? space + said : "";
  });
