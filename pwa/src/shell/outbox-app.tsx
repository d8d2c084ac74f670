// What is still on this phone, and the form that mends a refused act.
import { LetterForm } from "./letter-form";
import { Outbox } from "./outbox";

export function OutboxApp({ path }: { path: string }) {
  const opId = decodeURIComponent(path.slice("/outbox/".length));
  return opId ? <LetterForm opId={opId} /> : <Outbox />;
}
