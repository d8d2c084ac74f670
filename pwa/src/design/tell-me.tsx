// "Tell me when it changes": by e-mail, or by a message on this phone. Nothing is asked before somebody taps.
import type { RequestView } from "../store/views";
import { offered } from "../store";
import { words } from "../words/words";
import { lazy } from "./lazy";

const TellByEmail = lazy(() => import("./tell-by-email").then((file) => file.TellByEmail));
const TellOnPhone = lazy(() => import("./tell-on-phone").then((file) => file.TellOnPhone));
const say = words.tell;

export function TellMe({ request }: { request: RequestView }) {
  const { email = false, push = null } = offered.value ?? {};
  const told = request.told_by ?? {};
  const hasEmail = email || told["email"] !== undefined;
  const hasPush = push !== null || told["push"] !== undefined;
  if (!hasEmail && !hasPush) return null;
  return (
    <section class="card stack" aria-labelledby="tell-me">
      <h2 id="tell-me">{say.title}</h2>
      <p class="quiet">{say.always}</p>
      {hasEmail && <TellByEmail requestId={request.id} told={told["email"]} isSent={request.ver > 0} />}
      {hasPush && <TellOnPhone requestId={request.id} isOn={told["push"] !== undefined} />}
    </section>
  );
}
