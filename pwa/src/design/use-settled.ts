// What is costly to draw follows once what it is made of has stood still.
import { useEffect, useState } from "preact/hooks";

/** The latest value once it has not changed for so long. */
export function useSettled<T>(latest: T, quietMs: number): T {
  const [settled, setSettled] = useState(latest);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest), quietMs);
    return () => clearTimeout(timer);
  }, [latest]);
  return settled;
}
