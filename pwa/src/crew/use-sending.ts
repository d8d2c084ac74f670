// Sends once, however often the button is tapped, and tells how it ended.
import { useRef, useState } from "preact/hooks";

interface Sending<Ended> {
  send: () => void;
  state: Ended | "idle" | "busy";
}

/** `work` says itself how it ended; it never rejects. */
export function useSending<Ended extends string>(work: () => Promise<Ended>): Sending<Ended> {
  const running = useRef(false);
  const [state, setState] = useState<Ended | "idle" | "busy">("idle");
  const send = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setState("busy");
    setState(await work());
    running.current = false;
  };
  return { send: () => void send(), state };
}
