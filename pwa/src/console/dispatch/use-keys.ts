// Listens for the dispatcher's keys. They can be turned off, for people whose voice input or switch types letters.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Command, commandOf } from "./keys";

const KEPT = "curbline.desk-keys";

/** Whether single keys act; kept on this device. */
export const keysOn = signal(localStorage.getItem(KEPT) !== "off");

export function turnKeys(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(KEPT, on ? "on" : "off");
}

export function useKeys(act: (command: Command) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!keysOn.value || document.querySelector("dialog[open]")) return;
      const command = commandOf(event, event.target instanceof Element ? event.target : null);
      if (!command) return;
      event.preventDefault();
      latest.current(command);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
