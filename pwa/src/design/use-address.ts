// What a screen looks at, kept in step with the address: Back, a shared link and a reload lead to the same view.
import { useEffect, useRef, useState } from "preact/hooks";
import { navigate, query } from "./router";

// A held key changes the view thirty times a second; browsers refuse that many changes of address.
const QUIET_MS = 250;

/** `read` understands a query, `write` makes the whole address. `change(part)` alters the view in place; with `step` it can be
 * gone back from. */
export function useAddress<T extends object>(read: (query: string) => T, write: (view: T) => string): [T, (part: Partial<T>, step?: boolean) => void] {
  const [view, setView] = useState(() => read(query.value));
  const latest = useRef(view);
  const seen = useRef(query.value);

  useEffect(() => {
    if (query.value === seen.current) return;
    seen.current = query.value;
    latest.current = read(query.value);
    setView(latest.current);
  }, [query.value]);

  const go = (step: boolean): void => {
    const address = write(latest.current);
    seen.current = address.replace(/^[^?]*/, "");
    if (seen.current !== query.value) navigate(address, { replace: !step });
  };
  useEffect(() => {
    const timer = setTimeout(() => go(false), QUIET_MS);
    return () => clearTimeout(timer);
  }, [view]);

  const change = (part: Partial<T>, step = false): void => {
    latest.current = { ...latest.current, ...part };
    if (step) go(true);
    setView(latest.current);
  };
  return [view, change];
}
