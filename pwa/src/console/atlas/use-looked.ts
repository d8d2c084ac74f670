// What is looked at, kept in step with the address: Back, a shared link and a reload lead to the same view.
import { useEffect, useRef, useState } from "preact/hooks";
import { navigate, query } from "../../design/router";
import { fromAddress, type Looked, toAddress } from "./atlas-address";

const QUIET_MS = 250;

export function useLooked(): [Looked, (part: Partial<Looked>) => void] {
  const [looked, setLooked] = useState(() => fromAddress(query.value));
  const latest = useRef(looked);
  const seen = useRef(query.value);
  useEffect(() => {
    if (query.value === seen.current) return;
    seen.current = query.value;
    latest.current = fromAddress(query.value);
    setLooked(latest.current);
  }, [query.value]);
  // A held key moves a slider thirty times a second; browsers refuse that many changes of address.
  useEffect(() => {
    const timer = setTimeout(() => {
      const address = toAddress(latest.current);
      seen.current = address.replace("/desk/history", "");
      if (seen.current !== query.value) navigate(address, { replace: true });
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [looked]);
  const change = (part: Partial<Looked>): void => {
    latest.current = { ...latest.current, ...part };
    setLooked(latest.current);
  };
  return [looked, change];
}

/** A value once it has stood still for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
