// Listens for the dispatcher's keys. They can be turned off, for people whose voice input or switch types letters.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Command, commandOf, isOurs, queueOfKey } from "./keys";
import type { ViewId } from "./queues";

const KEPT = "curbline.desk-keys";
/** After that long the letter of a queue is a key like any other again. */
const CHORD_MS = 3000;

/** Whether single keys act; kept on this device. */
export const keysOn = signal(localStorage.getItem(KEPT) !== "off");

/** True after G: the next letter is that of a queue. */
export const going = signal(false);

export function turnKeys(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(KEPT, on ? "on" : "off");
}

interface Listeners {
  /** `extend`: with Shift held. */
  act: (command: Command, extend: boolean) => void;
  go: (queue: ViewId) => void;
  /** The keys 1 to 9. */
  openView: (place: number) => void;
  escape: () => void;
}

export function useKeys(listeners: Listeners): void {
  const latest = useRef(listeners);
  latest.current = listeners;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const target = event.target instanceof HTMLElement ? (event.target as HTMLElement & { type?: string }) : null;
      if (event.key === "Escape") return latest.current.escape();
      if (!keysOn.value || !isOurs(event, target)) return;
      if (event.repeat && !mayRepeat(event, target)) return;
      if (act(latest.current, event, target)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** A held key goes on through the list; it does nothing twice. */
function mayRepeat(event: KeyboardEvent, target: { tagName: string } | null): boolean {
  const command = commandOf(event, target);
  return command === "next" || command === "previous";
}

/** Whether the key meant something here. */
function act({ act, go, openView }: Listeners, event: KeyboardEvent, target: { tagName: string } | null): boolean {
  const queue = going.value ? queueOfKey(event.key) : null;
  going.value = false;
  if (queue) go(queue);
  else if (/^[1-9]$/.test(event.key)) openView(Number(event.key));
  else {
    const command = commandOf(event, target);
    if (!command) return false;
    if (command === "go") listenOn();
    else act(command, event.shiftKey);
  }
  return true;
}

let noMore: ReturnType<typeof setTimeout>;

export function listenOn(): void {
  going.value = true;
  clearTimeout(noMore);
  noMore = setTimeout(() => (going.value = false), CHORD_MS);
}
