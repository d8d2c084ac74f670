// List, map and detail: three views of the same reports.
import { useMemo } from "preact/hooks";
import { crews, districts } from "../../store";
import { desk } from "../../words/staff";
import { ActPanel } from "./act-panel";
import { ConflictDetail } from "./conflict-detail";
import { ConflictList } from "./conflict-list";
import { crewPins } from "./crew-pins";
import { CrewsPanel } from "./crews-panel";
import { isNarrowed, noNarrowing } from "./filters";
import { oneLayer } from "../../design/district-layer";
import { useSettled } from "../../design/use-settled";
import { HeldDetail } from "./held-detail";
import { HeldList } from "./held-list";
import { thingOf } from "./held-thing";
import { LazyMap } from "./lazy-map";
import { MarkBar } from "./mark-bar";
import { marks } from "./marks";
import { isQueue } from "./queues";
import { RequestDetail } from "./request-detail";
import { RequestList } from "./request-list";
import { type DeskState, focusOn } from "./use-desk";

export function DeskBody({ state, wide, withMap }: { state: DeskState; wide: boolean; withMap: boolean }) {
  const { filters, shown: found, selected, held, select } = state;
  const about = held ? thingOf(held) : state.conflict?.request;
  // Beside a held act, or what is in conflict, the map shows its report alone.
  const onMap = useSettled(useMemo(() => (about ? [about] : found), [about, found]), QUIET_MS);
  const layer = (about ?? selected)?.route?.layer ?? null;
  const shown = useMemo(() => oneLayer(districts.value, layer), [districts.value, layer]);
  const pins = crewPins.value;
  return (
    <div class="dispatch-body">
      <section class="dispatch-list">
        <List state={state} wide={wide} />
        {!wide && isQueue(filters.queue) && <CrewsPanel />}
      </section>
      <section class="dispatch-map">
        {withMap && <LazyMap districts={shown} crews={crews.value} requests={onMap} selectedId={about?.id ?? filters.id} selectedIds={marks.value} crewPins={pins} onSelect={select} />}
      </section>
      <section class="dispatch-detail" aria-label={desk.detail}>
        <OneThing state={state} wide={wide} />
      </section>
    </div>
  );
}

/** The list is drawn before the map, which takes longer. */
const QUIET_MS = 150;

function List({ state, wide }: { state: DeskState; wide: boolean }) {
  const { filters, rows, heldRows, select, move, change, setTool } = state;
  const { queue, id } = filters;
  if (queue === "conflicts") return <ConflictList rows={state.conflictRows} selectedId={id} onSelect={select} onMove={move} />;
  if (!isQueue(queue)) return <HeldList rows={heldRows} selectedId={id} onSelect={select} onMove={move} />;
  return (
    <>
      {rows.length > 0 && <MarkBar rows={rows} wide={wide} onAct={() => setTool("assign")} />}
      <RequestList
        key={queue}
        rows={rows}
        queue={queue}
        narrowed={isNarrowed(filters)}
        wide={wide}
        selectedId={id}
        onSelect={select}
        onMove={move}
        onOpen={() => focusOn("detail-title")}
        onClear={() => change(noNarrowing)}
      />
    </>
  );
}

function OneThing({ state, wide }: { state: DeskState; wide: boolean }) {
  const { filters, selected, held, targets, tool, setTool, goOn, select, change, say } = state;
  const back = (): void => change({ id: null }, true);
  if (filters.queue === "held") return <HeldDetail key={held?.id} held={held} alone={!wide} onDone={() => state.move(1)} onOpen={select} onBack={back} />;
  if (filters.queue === "conflicts")
    return <ConflictDetail conflict={state.conflict} alone={!wide} onOpen={select} onDecided={() => state.move(1)} onBack={back} />;
  const marked = marks.value.size;
  const panel = targets.length > 0 && <ActPanel rows={targets} marked={marked} tool={tool} onTool={setTool} onDone={goOn} />;
  const detail = (
    <RequestDetail
      request={selected}
      missing={filters.id !== null && !selected}
      alone={!wide}
      acts={marked === 0 && panel}
      filling={tool !== null}
      onDone={say}
      onOpen={select}
      onBack={back}
    />
  );
  if (marked === 0) return detail;
  return (
    <>
      <div class="act-many">{panel}</div>
      {selected && detail}
    </>
  );
}
