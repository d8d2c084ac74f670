// The acts that wait for a supervisor, one line each, oldest first; by keyboard alone too.
import { useEffect } from "preact/hooks";
import { Icon } from "../../design/icon";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import type { HeldDoc } from "../../store/views";
import { words } from "../../words/words";
import { desk, shared } from "../../words/staff";
import { HeldDecided } from "./held-decided";
import { thingOf } from "./held-thing";
import { STEPS } from "./steps";

interface Props {
  rows: HeldDoc[];
  selectedId: string | null;
  onSelect: (id: string) => void;
  onMove: (steps: number) => void;
}

export function HeldList({ rows, selectedId, onSelect, onMove }: Props) {
  useEffect(() => {
    if (selectedId) document.getElementById(`row-${selectedId}`)?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  if (rows.length === 0) {
    return (
      <>
        <div class="nothing stack stack-tight" id="desk-list" tabIndex={-1}>
          <h2>{desk.empty.held}</h2>
          <p class="quiet">{desk.emptyText.held}</p>
        </div>
        <HeldDecided />
      </>
    );
  }
  return (
    <>
      <ul
        id="desk-list"
        class="plain-list request-list"
        role="listbox"
        tabIndex={0}
        aria-label={desk.held.list}
        aria-activedescendant={selectedId && rows.some(({ id }) => id === selectedId) ? `row-${selectedId}` : undefined}
        onKeyDown={(event) => {
          const steps = STEPS[event.key];
          if (steps === undefined) return;
          event.preventDefault();
          onMove(steps);
        }}
      >
        {rows.map((held) => (
          <Row key={held.id} held={held} selected={held.id === selectedId} onSelect={onSelect} />
        ))}
      </ul>
      <HeldDecided />
    </>
  );
}

function Row({ held, selected, onSelect }: { held: HeldDoc; selected: boolean; onSelect: (id: string) => void }) {
  const request = thingOf(held);
  const about = request ? [serviceName(request.service_code), placeLine(request.place)].filter(Boolean).join(" · ") : desk.held.unknown;
  return (
    <li id={`row-${held.id}`} class="request-row" role="option" aria-selected={selected} onClick={() => onSelect(held.id)}>
      <Icon name="hourglass" />
      <span class="row-words">
        <span class="row-what">
          {words.kinds[held.kind] ?? held.kind}, {desk.held.by(held.by)}
        </span>
        <span class="row-where">{about}</span>
      </span>
      <span class="row-age">{shared.age(held.received_at, Date.now())}</span>
    </li>
  );
}
