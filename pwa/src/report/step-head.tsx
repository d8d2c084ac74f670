// The head of a step: the way back, how far along, the question.
import type { Ref } from "preact";
import { Icon } from "../design/icon";
import { words } from "../words/words";

/** `heading` is for a question that comes by itself, and so takes the focus. */
export function StepHead({ title, step, heading }: { title: string; step?: number; heading?: Ref<HTMLHeadingElement> }) {
  return (
    <div class="step-head">
      <button type="button" class="button button-quiet step-back" onClick={() => history.back()}>
        <Icon name="arrow-left" />
        {words.back}
      </button>
      {step && <p class="quiet step-count">{words.report.steps(step)}</p>}
      <h1 ref={heading} tabIndex={heading ? -1 : undefined}>
        {title}
      </h1>
    </div>
  );
}
