// What is chosen of the history: words, status, kind, district and period, each with what choosing it would show.
import { Choice } from "../../design/choice";
import { serviceName } from "../../design/service-name";
import { districts } from "../../store";
import type { AtlasCounts } from "../../store/atlas";
import { showNumber } from "../../words/numbers";
import { atlasWords as say } from "../../words/atlas";
import { isFiltered, type Looked, STATES } from "./atlas-address";
import { PeriodSlider } from "./period-slider";

interface Props {
  looked: Looked;
  counts: AtlasCounts | null;
  onChange: (part: Partial<Looked>) => void;
}

const NOTHING = { status: "all", service: "", district: "", from: "", to: "", q: "" } as const;

export function FilterBar({ looked, counts, onChange }: Props) {
  return (
    <search class="atlas-filters stack stack-tight" aria-label={say.filters}>
      <div class="field">
        <label for="atlas-search">{say.search}</label>
        <input id="atlas-search" type="search" value={looked.q} onInput={(event) => onChange({ q: event.currentTarget.value })} />
      </div>
      <fieldset class="atlas-choice">
        <legend class="visually-hidden">{say.status}</legend>
        {STATES.map((status) => (
          <label key={status}>
            <input type="radio" name="atlas-status" checked={looked.status === status} onChange={() => onChange({ status })} />
            <span>
              {say.states[status]}
              <small>{counts ? showNumber(countOf(status, counts)) : "…"}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="atlas-pair">
        <Choice
          id="atlas-service"
          label={say.service}
          value={looked.service}
          options={optionsOf(say.anyService, looked.service, counts?.services, serviceName)}
          onChange={(service) => onChange({ service })}
        />
        <Choice
          id="atlas-district"
          label={say.district}
          value={looked.district}
          options={optionsOf(say.anyDistrict, looked.district, counts?.districts, districtName)}
          onChange={(district) => onChange({ district })}
        />
      </div>
      {counts && <PeriodSlider months={counts.months} from={looked.from} to={looked.to} onChange={(from, to) => onChange({ from, to })} />}
      {isFiltered(looked) && (
        <button type="button" class="button button-quiet" onClick={() => onChange(NOTHING)}>
          {say.clear}
        </button>
      )}
    </search>
  );
}

export function districtName(id: string): string {
  if (id === "none") return say.noDistrict;
  return districts.value.find((district) => district.id === id)?.name ?? id;
}

function countOf(status: Looked["status"], { states: { open = 0, done = 0 } }: AtlasCounts): number {
  return status === "all" ? open + done : status === "open" ? open : done;
}

/** What there is some of, the most first, and what is chosen now. */
function optionsOf(any: string, chosen: string, counts: Record<string, number> | undefined, nameOf: (id: string) => string): [string, string][] {
  const some = { ...(chosen ? { [chosen]: 0 } : {}), ...counts };
  const sorted = Object.entries(some).sort(([, a], [, b]) => b - a);
  return [["", any], ...sorted.map(([id, n]): [string, string] => [id, say.option(nameOf(id), n)])];
}
