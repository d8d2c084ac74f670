// The words of a refused act that its author may change: which fields there are, and the act with what was typed. Pure.
export const TYPED = ["description", "text", "note", "instructions", "place"] as const;
export type Typed = Partial<Record<string, string>>;

/** The fields of these arguments; of a place its words. An absent value has no field. */
export function fieldsOf(args: Record<string, unknown>): Typed {
  const place = args["place"] as { text?: string } | null | undefined;
  const plain = TYPED.filter((name) => typeof args[name] === "string").map((name) => [name, String(args[name])]);
  return Object.fromEntries([...plain, ...(place ? [["place", place.text ?? ""]] : [])]);
}

/** What changes in the arguments. */
export function changesOf(args: Record<string, unknown>, { place, ...typed }: Typed): Record<string, unknown> {
  const trimmed = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, (text ?? "").trim()]));
  return place === undefined ? trimmed : { ...trimmed, place: { ...(args["place"] as object), text: place.trim() } };
}
