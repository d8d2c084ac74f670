// List, map and detail: three views of the same selection.
import { useMemo } from "preact/hooks";
import { crews, districts } from "../../store";
import { desk } from "../../words/staff";
import { oneLayer } from "./district-layer";
import { LazyMap } from "./lazy-map";
import { RequestDetail } from "./request-detail";
import { RequestList } from "./request-list";
import type { DeskState } from "./use-desk";

export function DeskBody({ state, wide, withMap }: { state: DeskState; wide: boolean; withMap: boolean }) {
  const { filters, rows, selected, select, change } = state;
  const layer = selected?.route?.layer ?? null;
  const shown = useMemo(() => oneLayer(districts.value, layer), [districts.value, layer]);
  return (
    <div class="dispatch-body">
      <section class="dispatch-list">
        <RequestList
          key={filters.queue}
          rows={rows}
          queue={filters.queue}
          typed={filters.q}
          selectedId={filters.id}
          onSelect={select}
          onMove={state.move}
          onClear={() => change({ q: "" })}
        />
      </section>
      <section class="dispatch-map">
        {withMap && <LazyMap districts={shown} crews={crews.value} requests={rows} selectedId={filters.id} onSelect={select} />}
      </section>
      <section class="dispatch-detail" aria-label={desk.detail}>
        <RequestDetail
          request={selected}
          missing={filters.id !== null && !selected}
          alone={!wide}
          assigning={state.assigning}
          onAssign={state.setAssigning}
          onAssigned={state.say}
          onBack={() => change({ id: null }, true)}
        />
      </section>
    </div>
  );
}
