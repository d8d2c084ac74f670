// Sends once, however often the button is tapped, and tells how it ended.
import { useRef, useState } from "preact/hooks";

interface Sending<Ended> {
  send: () => void;
  state: Ended | "idle" | "busy";
}

/** `work` says itself how it ended; a rejection is a fault, and the button does not hang on it. */
export function useSending<Ended extends string>(work: () => Promise<Ended>): Sending<Ended> {
  const running = useRef(false);
  const [state, setState] = useState<Ended | "idle" | "busy">("idle");
  const send = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setState("busy");
    try {
      setState(await work());
    } catch (fault) {
      setState("idle");
      throw fault;
    } finally {
      running.current = false;
    }
  };
  return { send: () => void send(), state };
}
