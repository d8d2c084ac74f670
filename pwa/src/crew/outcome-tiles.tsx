// What happened at the job: five large tiles, one choice, radio buttons underneath.
import { Icon } from "../design/icon";
import { crew, outcomes } from "../words/staff";
import { OUTCOMES, type OutcomeId } from "./closing";
import "./outcome-tiles.css";

const ICONS: Record<OutcomeId, string> = {
  fixed: "circle-check",
  made_safe: "traffic-cone",
  not_found: "search",
  not_ours: "signpost",
  needs_parts: "package",
};

interface Props {
  value: OutcomeId | null;
  wrong: boolean;
  onChange: (outcome: OutcomeId) => void;
}

export function OutcomeTiles({ value, wrong, onChange }: Props) {
  return (
    <fieldset class="stack" aria-describedby={wrong ? "outcome-wrong" : undefined}>
      <legend>
        <h2>{crew.whatHappened}</h2>
      </legend>
      {wrong && (
        <p class="wrong" id="outcome-wrong" role="alert">
          <Icon name="octagon-alert" />
          {crew.chooseOutcome}
        </p>
      )}
      <div class="outcomes">
        {OUTCOMES.map((id) => (
          <div key={id} class="outcome">
            <input
              type="radio"
              name="outcome"
              id={`outcome-${id}`}
              value={id}
              checked={value === id}
              aria-describedby={`outcome-${id}-hint`}
              onChange={() => onChange(id)}
            />
            <Icon name={ICONS[id]} />
            <span class="grow">
              <label for={`outcome-${id}`}>{outcomes[id].name}</label>
              <span id={`outcome-${id}-hint`}>{outcomes[id].hint}</span>
            </span>
            <Icon name="check" />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
