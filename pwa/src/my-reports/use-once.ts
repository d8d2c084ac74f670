// An act that a hasty finger may ask for twice: it is done once, and what kept it from being done is said.
import { useRef, useState } from "preact/hooks";
import { isFull } from "../store";
import { words } from "../words/words";

export interface Once {
  /** Does nothing while the last one is under way. */
  once: (work: () => Promise<unknown>) => void;
  failed: string;
}

export function useOnce(): Once {
  const busy = useRef(false);
  const [failed, setFailed] = useState("");
  const once = (work: () => Promise<unknown>): void => {
    if (busy.current) return;
    busy.current = true;
    setFailed("");
    work()
      .catch((error: unknown) => setFailed(isFull(error) ? words.full : words.report.check.failed))
      .finally(() => (busy.current = false));
  };
  return { once, failed };
}
