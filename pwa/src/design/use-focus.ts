// Brings the focus to what took the place of what was tapped; whoever listens to the page hears it.
import { useEffect, useRef } from "preact/hooks";

/** For a heading with tabIndex -1, each time `what` changes. `wanted` is false where nobody tapped anything yet. */
export function useFocus(wanted: boolean, what: unknown = null) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wanted) heading.current?.focus();
  }, [wanted, what]);
  return heading;
}
