// Which rows of a long list are in sight: only those are drawn, however many there are.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Rows drawn beyond both edges, so that scrolling shows no gap. */
const BEYOND = 12;
const FIRST = 40;

interface Span {
  first: number;
  last: number;
}

/** `height` is that of a row in CSS pixels; `at` the row that must be in sight, -1 for none. */
export function useWindow(count: number, height: number, at: number) {
  const list = useRef<HTMLUListElement>(null);
  const [span, setSpan] = useState<Span>({ first: 0, last: FIRST });

  useEffect(() => {
    if (!list.current) return;
    const own = list.current;
    const look = (): void => setSpan((old) => spanOf(own, height, old));
    look();
    const host = scrollerOf(own) ?? window;
    host.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      host.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [height, count > 0]);

  useLayoutEffect(() => {
    if (at >= 0 && list.current) bringIntoSight(list.current, at * height, height);
  }, [at, height]);

  const first = Math.min(span.first, Math.max(0, count - 1));
  const last = Math.min(count, Math.max(span.last, first + FIRST));
  return { list, first, last, before: first * height, after: (count - last) * height };
}

/** The column that scrolls; null where there is no room for columns and the whole page does. */
function scrollerOf(list: HTMLElement): HTMLElement | null {
  const column = list.closest<HTMLElement>(".dispatch-list");
  return column && getComputedStyle(column).overflowY !== "visible" ? column : null;
}

function spanOf(list: HTMLElement, height: number, old: Span): Span {
  const box = scrollerOf(list)?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
  const top = list.getBoundingClientRect().top;
  const first = Math.max(0, Math.floor((box.top - top) / height) - BEYOND);
  const last = Math.ceil((box.bottom - top) / height) + BEYOND;
  // A few rows more or less need no drawing.
  const near = Math.abs(first - old.first) < BEYOND / 2 && Math.abs(last - old.last) < BEYOND / 2;
  return near ? old : { first, last };
}

function bringIntoSight(list: HTMLElement, from: number, height: number): void {
  const scroller = scrollerOf(list);
  if (!scroller) return list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  const head = scroller.querySelector<HTMLElement>(".mark-bar")?.offsetHeight ?? 0;
  const top = list.offsetTop + from;
  if (top - head < scroller.scrollTop) scroller.scrollTop = top - head;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight;
}
