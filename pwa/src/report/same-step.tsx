// Is it reported already? The likeliest few, with what tells them apart. It comes only when there is one, and never waits long.
import { useEffect, useState } from "preact/hooks";
import { navigate } from "../design/router";
import { useFocus } from "../design/use-focus";
import type { Draft } from "./draft";
import { answer, look, offeredFor } from "./same";
import { SameCard } from "./same-card";
import { StepHead } from "./step-head";
import { words } from "../words/words";

const say = words.nearby;

/** Nobody is held up for longer: what comes later is offered quietly at the last step. */
const PATIENCE_MS = 1_500;

export function SameStep({ it }: { it: Draft }) {
  const found = offeredFor(it);
  const waited = useWaited();
  const nothing = found?.length === 0 || (found === null && waited);
  const heading = useFocus(found !== null && !nothing);
  useEffect(() => void look(it), [it]);
  useEffect(() => {
    if (nothing) navigate("/report?step=check", { replace: true });
  }, [nothing]);
  const go = (reference: string | null): void => {
    answer(it, reference);
    navigate("/report?step=check");
  };
  if (!found || nothing) {
    return (
      <p class="loading quiet" role="status">
        {say.looking}
      </p>
    );
  }
  return (
    <div class="page stack step">
      <StepHead title={say.title} heading={heading} />
      <p>{say.text}</p>
      <ul class="plain-list stack">
        {found.map((one) => (
          <SameCard key={one.reference} one={one} it={it} onSame={() => go(one.reference)} />
        ))}
      </ul>
      <div class="step-end">
        <button type="button" class="button button-big" onClick={() => go(null)}>
          {say.different}
        </button>
      </div>
    </div>
  );
}

function useWaited(): boolean {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return waited;
}
