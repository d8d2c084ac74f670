// The dispatcher's view, kept in step with the address: Back, a shared link and a reload lead to the same view.
import { useEffect, useRef, useState } from "preact/hooks";
import { navigate, query } from "../../design/router";
import { type Filters, fromAddress, toAddress } from "./filters";

// A held key moves the selection thirty times a second; browsers refuse that many changes of address.
const QUIET_MS = 250;

/** `change(part)` alters the view in place; with `step` it can be gone back from. */
export function useFilters(): [Filters, (part: Partial<Filters>, step?: boolean) => void] {
  const [filters, setFilters] = useState(() => fromAddress(query.value));
  const latest = useRef(filters);
  const seen = useRef(query.value);

  useEffect(() => {
    if (query.value === seen.current) return;
    seen.current = query.value;
    latest.current = fromAddress(query.value);
    setFilters(latest.current);
  }, [query.value]);

  const write = (step: boolean): void => {
    const address = toAddress(latest.current);
    seen.current = address.replace("/desk", "");
    if (seen.current !== query.value) navigate(address, { replace: !step });
  };
  useEffect(() => {
    const timer = setTimeout(() => write(false), QUIET_MS);
    return () => clearTimeout(timer);
  }, [filters]);

  const change = (part: Partial<Filters>, step = false): void => {
    latest.current = { ...latest.current, ...part };
    if (step) write(true);
    setFilters(latest.current);
  };
  return [filters, change];
}
