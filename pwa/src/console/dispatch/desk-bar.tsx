// The head of the desk: how fresh it is, the queues, search and the keys.
import { desk } from "../../words/staff";
import { CommandBar } from "./command-bar";
import { Freshness } from "./freshness";
import type { Command } from "./keys";
import { QueueBar } from "./queue-bar";
import { type DeskState, focusOn } from "./use-desk";

export function DeskBar({ state, onAct }: { state: DeskState; onAct: (command: Command) => void }) {
  const toList = (): void => {
    const [first] = state.rows;
    if (first) state.select(first.id);
    focusOn("desk-list");
  };
  return (
    <header class="dispatch-bar">
      <div>
        <h1 tabIndex={-1}>{desk.title}</h1>
        <Freshness />
      </div>
      <QueueBar
        found={state.found}
        held={state.heldRows.length}
        queue={state.filters.queue}
        onChange={(queue) => state.change({ queue, id: null })}
      />
      <CommandBar
        typed={state.filters.q}
        canAssign={state.selected !== undefined}
        onType={(q) => state.change({ q })}
        onSearch={toList}
        onAct={onAct}
      />
    </header>
  );
}
