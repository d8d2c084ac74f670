// What is still on this phone, and the form that mends a refused act.
import { useEffect } from "preact/hooks";
import "../crew/crew.css";
import { recallBright } from "../design/bright";
import { session } from "../store";
import { LetterForm } from "./letter-form";
import { Outbox } from "./outbox";

export function OutboxApp({ path }: { path: string }) {
  useEffect(() => {
    if (session.value?.role === "crew") recallBright();
  }, [session.value?.role]);
  const opId = decodeURIComponent(path.slice("/outbox/".length));
  return opId ? <LetterForm opId={opId} /> : <Outbox />;
}
