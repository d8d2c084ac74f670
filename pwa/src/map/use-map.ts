// Opens a map in an element of its component, and takes it away with it.
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Opened<View> {
  /** The element that it lies in. */
  host: RefObject<HTMLDivElement | null>;
  view: RefObject<View | null>;
  /** No WebGL here: something else on the screen says the same. */
  missing: boolean;
}

/** `open` is called once: what it listens with looks up what is newest. */
export function useMap<View extends { remove(): void }>(open: (host: HTMLElement) => View): Opened<View> {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<View | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (!host.current) return;
    try {
      view.current = open(host.current);
    } catch {
      setMissing(true);
    }
    return () => view.current?.remove();
  }, []);
  return { host, view, missing };
}
