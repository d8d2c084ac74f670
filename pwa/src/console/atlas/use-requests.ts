// The requests that are looked at: counts of all that is chosen, and pages of those in view.
import { useEffect, useRef, useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { useAnswer } from "../../design/use-answer";
import { type ListedRequest, readRequests, type RequestsPage } from "../../store/atlas";
import { listQuery, type Looked } from "./atlas-address";

export interface Requests {
  /** Of all that is chosen, wherever it is; null until the first answer. */
  all: RequestsPage | null;
  /** Of those in view; the rows of all pages so far. */
  inView: RequestsPage | null;
  rows: ListedRequest[];
  failed: string | null;
  again: () => void;
  more: (() => void) | null;
}

export function useRequests(looked: Looked, box: readonly number[] | null): Requests {
  const chosen = listQuery(looked, null);
  const seen = listQuery(looked, box);
  const all = useAnswer(chosen, () => readRequests(chosen));
  const inView = useAnswer(seen, () => readRequests(seen));
  const [further, setFurther] = useState<RequestsPage[]>([]);
  const [broken, setBroken] = useState<string | null>(null);
  const asking = useRef(seen);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    asking.current = seen;
    setFurther([]);
    setBroken(null);
  }, [inView.answer, seen]);
  const next = (further.at(-1) ?? inView.answer)?.next ?? null;
  const more = (): void => {
    if (next === null || asked.current === next) return; // Tapped twice, it is one page.
    asked.current = next;
    readRequests(listQuery(looked, box, next))
      .then(
        (page) => asking.current === seen && setFurther((pages) => [...pages, page]),
        (error: unknown) => asking.current === seen && setBroken(failedWords(error)),
      )
      .finally(() => {
        if (asked.current === next) asked.current = null;
      });
  };
  return {
    all: all.answer,
    inView: inView.answer,
    rows: [inView.answer, ...further].flatMap((page) => page?.rows ?? []),
    failed: all.failed ?? inView.failed ?? broken,
    again: () => {
      all.again();
      inView.again();
    },
    more: next === null ? null : more,
  };
}
