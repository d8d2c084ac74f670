// The head of a step: the way back, how far along, the question.
import { Icon } from "../design/icon";
import { words } from "../words/words";

export function StepHead({ title, step }: { title: string; step?: number }) {
  return (
    <div class="step-head">
      <button type="button" class="button button-quiet step-back" onClick={() => history.back()}>
        <Icon name="arrow-left" />
        {words.back}
      </button>
      {step && <p class="quiet step-count">{words.report.steps(step)}</p>}
      <h1>{title}</h1>
    </div>
  );
}
