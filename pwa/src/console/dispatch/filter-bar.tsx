// Everything that makes the list shorter, and its order; all of it is in the address.
import { computed } from "@preact/signals";
import { crews, districts, services } from "../../store";
import { filterWords as say } from "../../words/desk-queues";
import { DUES, type DueIn, type Filters, NARROWING, NONE, noNarrowing, PERIODS, type Period, isNarrowed } from "./filters";
import { PRIORITIES, type Priority, SORTS, type Sort, usualSort } from "./sorting";

type Named = readonly { id: string; name: string }[];

const byName = (all: Named): [string, string][] =>
  all.map(({ id, name }): [string, string] => [id, name]).sort(([, a], [, b]) => a.localeCompare(b));

const serviceNames = computed(() => byName(services.value));
const districtNames = computed(() => [...byName(districts.value), [NONE, say.noDistrict] as const]);
const crewNames = computed(() => [...byName(crews.value), [NONE, say.noCrew] as const]);

interface Props {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}

export function FilterBar({ filters, onChange }: Props) {
  const set = (name: (typeof NARROWING)[number]) => (value: string | null): void => onChange({ [name]: value });
  return (
    <div class="filters" role="group" aria-label={say.label}>
      <Choice label={say.service} any={say.any.service} value={filters.service} all={serviceNames.value} onChange={set("service")} />
      <Choice label={say.district} any={say.any.district} value={filters.district} all={districtNames.value} onChange={set("district")} />
      <Choice label={say.crew} any={say.any.crew} value={filters.crew} all={crewNames.value} onChange={set("crew")} />
      <Choice label={say.priority} any={say.any.priority} value={filters.priority} all={PRIORITIES.map((one: Priority) => [one, say.priorities[one]])} onChange={set("priority")} />
      <Choice label={say.due} any={say.any.due} value={filters.due} all={DUES.map((one: DueIn) => [one, say.dues[one]])} onChange={set("due")} />
      <Choice label={say.period} any={say.any.period} value={filters.period} all={PERIODS.map((one: Period) => [one, say.periods[one]])} onChange={set("period")} />
      <Choice
        label={say.sort}
        any={null}
        value={filters.sort ?? usualSort(filters.queue)}
        all={SORTS.map((one: Sort) => [one, say.sorts[one]])}
        onChange={(value) => onChange({ sort: value === usualSort(filters.queue) ? null : (value as Sort) })}
      />
      {isNarrowed(filters) && (
        <button type="button" class="button button-quiet" onClick={() => onChange(noNarrowing)}>
          {say.clear}
        </button>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  /** What it says when it leaves all; null where something is always chosen. */
  any: string | null;
  value: string | null;
  all: readonly (readonly [string, string])[];
  onChange: (value: string | null) => void;
}

function Choice({ label, any, value, all, onChange }: ChoiceProps) {
  return (
    <select
      class={any !== null && value !== null ? "desk-select is-set" : "desk-select"}
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    >
      {any !== null && <option value="">{any}</option>}
      {all.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
