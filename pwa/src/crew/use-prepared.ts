// How far this phone is prepared, looked at anew whenever something came; one look at a time.
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { requests, syncedAt, updating, workOrders } from "../store";
import { lookAtPrepared, type Prepared } from "../store/prepared";

const AGAIN_MS = 1_000;

/** null until the first look is done. `often`: pictures that come by themselves are told of by nobody. */
export function usePrepared(often = false): { prepared: Prepared | null; look: () => void } {
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const running = useRef(false);
  const again = useRef(false);
  const gone = useRef(false);
  const look = (): void => {
    again.current = running.current;
    if (running.current) return;
    running.current = true;
    void lookAtPrepared()
      .then((found) => gone.current || setPrepared(found))
      .catch(() => undefined) // Signed out meanwhile.
      .finally(() => {
        running.current = false;
        if (again.current && !gone.current) look();
      });
  };
  useSignalEffect(() => {
    void [workOrders.value, requests.value, syncedAt.value, updating.value];
    look();
  });
  useEffect(() => {
    const timer = often ? setInterval(look, AGAIN_MS) : undefined;
    return () => clearInterval(timer);
  }, [often]);
  useEffect(() => () => void (gone.current = true), []);
  return { prepared, look };
}
