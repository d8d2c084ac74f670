// The words in a form of this desk: those that were typed for the same before are there again.
import { useState } from "preact/hooks";
import { type Form, forget, keep, newKey, typedFor } from "./typed";

interface Words {
  text: string;
  type: (text: string) => void;
  /** What was chosen beside the words, null at first; it is kept with words alone, for without any it is a tap. */
  way: string | null;
  choose: (way: string) => void;
  /** Where they lie. */
  key: string | undefined;
  /** Once they are sent. */
  forget: () => void;
}

export function useTyped(form: Form, ids: readonly string[]): Words {
  const [key, found] = typedFor(form, ids) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const way = chosen ?? found?.way ?? null;
  // The disk may be full: then the words are here as long as the page.
  const put = (text: string, beside: string | null): void =>
    void keep(typedFor(form, ids)?.[0] ?? newKey(ids), { form, ids, text, way: beside }).catch(() => undefined);
  return {
    text: found?.text ?? "",
    type: (text) => put(text, way),
    way,
    key,
    choose: (next) => {
      setChosen(next);
      if (found) put(found.text, next);
    },
    forget: () => {
      const key = typedFor(form, ids)?.[0];
      if (key !== undefined) void forget(key).catch(() => undefined);
    },
  };
}
