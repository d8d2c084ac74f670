// When the page's colours change: the phone goes dark, or somebody chooses a brighter theme.

/** Calls `then` after each change; returns how to stop that. */
export function onTheme(then: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", then);
  const chosen = new MutationObserver(then);
  for (const element of [document.documentElement, document.body]) chosen.observe(element, { attributeFilter: ["class", "data-bright"] });
  return () => {
    dark.removeEventListener("change", then);
    chosen.disconnect();
  };
}
