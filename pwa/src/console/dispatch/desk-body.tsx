// List, map and detail: three views of the same selection.
import { useMemo } from "preact/hooks";
import { crews, districts } from "../../store";
import { desk } from "../../words/staff";
import { oneLayer } from "../../design/district-layer";
import { HeldDetail } from "./held-detail";
import { HeldList } from "./held-list";
import { thingOf } from "./held-thing";
import { LazyMap } from "./lazy-map";
import { RequestDetail } from "./request-detail";
import { RequestList } from "./request-list";
import type { DeskState } from "./use-desk";

export function DeskBody({ state, wide, withMap }: { state: DeskState; wide: boolean; withMap: boolean }) {
  const { filters, rows, selected, held, select } = state;
  const about = held ? thingOf(held) : undefined;
  // Beside a held act the map shows its report alone.
  const onMap = useMemo(() => (about ? [about] : rows), [about, rows]);
  const layer = (about ?? selected)?.route?.layer ?? null;
  const shown = useMemo(() => oneLayer(districts.value, layer), [districts.value, layer]);
  return (
    <div class="dispatch-body">
      <section class="dispatch-list">
        <List state={state} />
      </section>
      <section class="dispatch-map">
        {withMap && <LazyMap districts={shown} crews={crews.value} requests={onMap} selectedId={about?.id ?? filters.id} onSelect={select} />}
      </section>
      <section class="dispatch-detail" aria-label={desk.detail}>
        <OneThing state={state} wide={wide} />
      </section>
    </div>
  );
}

function List({ state: { filters, rows, heldRows, select, move, change } }: { state: DeskState }) {
  const { queue, q, id } = filters;
  if (queue === "held") return <HeldList rows={heldRows} selectedId={id} onSelect={select} onMove={move} />;
  const clear = (): void => change({ q: "" });
  return <RequestList key={queue} rows={rows} queue={queue} typed={q} selectedId={id} onSelect={select} onMove={move} onClear={clear} />;
}

function OneThing({ state, wide }: { state: DeskState; wide: boolean }) {
  const { filters, selected, held, select, change, say } = state;
  const back = (): void => change({ id: null }, true);
  if (filters.queue === "held") return <HeldDetail key={held?.id} held={held} alone={!wide} onDone={say} onOpen={select} onBack={back} />;
  return (
    <RequestDetail
      request={selected}
      missing={filters.id !== null && !selected}
      alone={!wide}
      assigning={state.assigning}
      onAssign={state.setAssigning}
      onAssigned={say}
      onOpen={select}
      onBack={back}
    />
  );
}
