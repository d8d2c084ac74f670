// The title of a view. It takes the focus when the view comes, so that nobody starts again at the top of the page.
import { useEffect, useRef } from "preact/hooks";
import { words } from "../words/words";

export function Heading({ text }: { text: string }) {
  const here = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} – ${words.product}`;
    here.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [text]);
  return (
    <h1 tabIndex={-1} ref={here}>
      {text}
    </h1>
  );
}
