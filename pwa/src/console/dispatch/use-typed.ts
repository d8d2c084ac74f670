// What was typed into the form of an act is there again when the form is opened anew for the same reports: a look at another
// one, or Escape, loses no words. It lives as long as the page and its person.
import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { session } from "../../store";
import type { Row } from "./rows";
import type { Tool } from "./tools";

const typed = new Map<string, string>();
computed(() => session.value?.name).subscribe(() => typed.clear());

interface Typed {
  text: string;
  type: (text: string) => void;
  /** Once it is sent. */
  forget: () => void;
}

export function useTyped(tool: Tool, rows: readonly Row[]): Typed {
  const key = [tool, ...rows.map(({ request }) => request.id)].join(" ");
  const [text, setText] = useState(() => typed.get(key) ?? "");
  const type = (next: string): void => {
    setText(next);
    typed.set(key, next);
  };
  return { text, type, forget: () => typed.delete(key) };
}
