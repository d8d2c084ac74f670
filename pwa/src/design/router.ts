// Where the person is in the app. A leaf, so that any screen may go on to another without importing it.
import { signal, type ReadonlySignal } from "@preact/signals";

const here = signal(typeof location === "undefined" ? "/" : location.pathname);
const asked = signal(typeof location === "undefined" ? "" : location.search);

/** The path without the query: "/reports/0193". */
export const path: ReadonlySignal<string> = here;
/** The query with its question mark, or "". */
export const query: ReadonlySignal<string> = asked;

/** True once another version of the app took over in another tab: the next step loads the page afresh. */
let stale = false;
export const loadAfreshNextTime = (): void => {
  stale = true;
};

function read(): void {
  here.value = location.pathname;
  asked.value = location.search;
}

/** Goes to an address of the app. `replace` leaves no way back to the one left. */
export function navigate(to: string, { replace = false } = {}): void {
  if (stale) {
    location.assign(to);
    return;
  }
  keepScroll();
  if (replace) history.replaceState(null, "", to);
  else history.pushState({ scroll: 0 }, "", to);
  read();
}

/** One value of the query, or null. */
export const queryValue = (name: string): string | null => new URLSearchParams(asked.value).get(name);

type Link = Pick<HTMLAnchorElement, "origin" | "pathname" | "search" | "hash" | "target" | "hasAttribute">;

/** Where a plain click on a link leads within the app, or null when the browser should follow it. Pure. */
export function appAddress(link: Link, origin: string, isAppPath: (path: string) => boolean): string | null {
  if (link.origin !== origin || link.target || link.hash || link.hasAttribute("download")) return null;
  return isAppPath(link.pathname) ? link.pathname + link.search : null;
}

/** Listens to clicks on links and to Back. Call once. */
export function startRouter(isAppPath: (path: string) => boolean): void {
  history.scrollRestoration = "manual";
  addEventListener("popstate", read);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const to = link && appAddress(link, location.origin, isAppPath);
    if (!to) return;
    event.preventDefault();
    navigate(to);
  });
}

const keepScroll = (): void => history.replaceState({ scroll: scrollY }, "");

/** How far down this page was when it was left, in CSS pixels. */
export function keptScroll(): number {
  const state: unknown = history.state;
  if (typeof state === "object" && state !== null && "scroll" in state && typeof state.scroll === "number") return state.scroll;
  return 0;
}
