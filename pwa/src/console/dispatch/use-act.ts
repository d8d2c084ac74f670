// An act of the desk, done once however often it is asked for; `failed` while this device could not keep it.
import { useRef, useState } from "preact/hooks";

interface Acting {
  /** Does nothing while the last one is under way. */
  act: (work: () => Promise<void>) => void;
  failed: boolean;
}

export function useAct(): Acting {
  const running = useRef(false);
  const [failed, setFailed] = useState(false);
  const act = (work: () => Promise<void>): void => {
    if (running.current) return;
    running.current = true;
    work()
      .then(() => setFailed(false), () => setFailed(true))
      .finally(() => (running.current = false));
  };
  return { act, failed };
}
