// The head of the desk: how fresh it is, the queues, search and filters, saved views and the keys.
import { filterWords } from "../../words/desk-queues";
import { desk } from "../../words/staff";
import { CommandBar } from "./command-bar";
import { FilterBar } from "./filter-bar";
import { type Filters, fromAddress, NARROWING } from "./filters";
import { Freshness } from "./freshness";
import type { Command } from "./keys";
import { QueueBar } from "./queue-bar";
import type { SavedView } from "./saved-views";
import { SearchField } from "./search-field";
import { type DeskState, focusOn } from "./use-desk";
import { ViewBar } from "./view-bar";

interface Props {
  state: DeskState;
  wide: boolean;
  map: boolean;
  onAct: (command: Command) => void;
}

export function DeskBar({ state, wide, map, onAct }: Props) {
  const { filters, change } = state;
  const toList = (): void => {
    const [first] = state.rows;
    if (first) state.select(first.request.id);
    focusOn("desk-list");
  };
  const bar = <FilterBar filters={filters} onChange={(part) => change(part)} />;
  return (
    <header class="dispatch-bar">
      <div class="dispatch-title">
        <h1 tabIndex={-1}>{desk.title}</h1>
        <Freshness />
      </div>
      <QueueBar counts={state.counts} queue={filters.queue} onChange={state.goTo} />
      <div class="dispatch-find">
        <SearchField typed={filters.q} onType={(q) => change({ q })} onSearch={toList} />
        {wide ? bar : <Folded filters={filters}>{bar}</Folded>}
      </div>
      <ViewBar filters={filters} onOpen={(view: SavedView) => change({ ...fromAddress(view.query), id: null }, true)} />
      <CommandBar canMark={state.selected !== undefined} map={map} onAct={onAct} />
    </header>
  );
}

/** On a phone the filters wait behind one line. */
function Folded({ filters, children }: { filters: Filters; children: preact.VNode }) {
  const set = NARROWING.filter((name) => filters[name] !== null).length;
  return (
    <details class="filters-folded">
      <summary class="button">{filterWords.open(set)}</summary>
      {children}
    </details>
  );
}
