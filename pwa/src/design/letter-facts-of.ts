// The values in the answer to a refused act, in words: what stands now, and what was asked for. Pure.
import type { Detail } from "../store/views";
import { words } from "../words/words";

export interface Fact {
  name: string;
  now: string;
  yours: string;
  /** Said by somebody, and no state of the thing. */
  said?: boolean;
}

interface Names {
  crew: (id: string) => string;
  service: (code: string) => string;
  reference: (reference: string) => string;
}

const say = words.letter.fields;

/** `detail` as the server's rules make it: `fields: {name: {now, yours}}`, or single facts such as `crew_id`. */
export function letterFacts(detail: Detail, args: Record<string, unknown>, names: Names): Fact[] {
  const fields = detail?.["fields"];
  if (typeof fields === "object" && fields !== null && !Array.isArray(fields)) {
    return Object.entries(fields as Record<string, { now: unknown; yours: unknown }>).map(([name, { now, yours }]) => ({
      name: say[name] ?? name,
      now: inWords(name, now, names),
      yours: inWords(name, yours, names),
    }));
  }
  return ["note", "crew_id", "status", "state", "reference"].flatMap((name) => {
    const now = detail?.[name];
    if (typeof now !== "string" || now === "") return [];
    const told = inWords(name, now, names);
    const yours = typeof args[name] === "string" && args[name] !== now ? inWords(name, args[name], names) : "";
    if (name === "note") return [{ name: say["said"] ?? name, now: now, yours: "", said: true }];
    return told ? [{ name: say[name] ?? name, now: told, yours }] : [];
  });
}

function inWords(name: string, value: unknown, names: Names): string {
  if (typeof value === "object" && value !== null && "text" in value) return String(value.text) || words.letter.point;
  if (typeof value !== "string") return value === null || value === undefined ? words.letter.nothing : words.letter.point;
  if (name === "crew_id") return names.crew(value);
  if (name === "service_code") return names.service(value);
  if (name === "reference") return names.reference(value);
  return words.letter.values[value] ?? words.status[value] ?? (value || words.letter.nothing);
}
