// The dispatcher's desk: queues, list and map of the same reports, and one of them in detail beside.
import "./dispatch.css";
import "./desk-tools.css";
import "./dispatch-narrow.css";
import { useEffect, useState } from "preact/hooks";
import { useStaffLanguage } from "../../design/use-staff-language";
import { ready, session } from "../../store";
import { refreshNotes } from "../../store/note-templates";
import { desk, shared } from "../../words/staff";
import { lookAtClock } from "./board";
import { DeskBar } from "./desk-bar";
import { DeskBody } from "./desk-body";
import { undoLast } from "./done";
import { DoneLine } from "./done-line";
import { fromAddress, toQuery } from "./filters";
import { KeyHelp } from "./key-help";
import type { Command } from "./keys";
import { LeftWords } from "./left-words";
import { LiveLine } from "./live-line";
import { clearMarks, marks, markTo, toggleMark } from "./marks";
import { isQueue } from "./queues";
import { RefusedActs } from "./refused-acts";
import { allViews, type SavedView } from "./saved-views";
import { isTool } from "./tools";
import { useCrews } from "./use-crews";
import { type DeskState, focusOn, useDesk } from "./use-desk";
import { listenOn, useKeys } from "./use-keys";
import { useWide } from "../../design/use-wide";
import { ViewsDialog } from "./views-dialog";

export function DispatchApp(_: { path: string }) {
  useStaffLanguage();
  if (!ready.value) return <p role="status">{shared.loading}</p>;
  return session.value ? <Desk /> : <SignInFirst />;
}

const MINUTE_MS = 60_000;

function Desk() {
  const wide = useWide();
  const state = useDesk(wide);
  const [open, setOpen] = useState<"help" | "views" | null>(null);
  const [mapShown, setMapShown] = useState(wide);
  useEffect(() => {
    void refreshNotes().catch(() => undefined); // Those that are kept stay.
    const timer = setInterval(lookAtClock, MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  // Once a dialog is gone: what has the focus in it would take it along.
  const close = (): void => {
    setOpen(null);
    requestAnimationFrame(() => requestAnimationFrame(() => focusOn("desk-list")));
  };
  const openView = (view: SavedView | undefined): void => {
    if (!view) return;
    state.change({ ...fromAddress(view.query), id: null }, true);
    close();
  };
  const act = (command: Command, extend = false): void => {
    if (command === "help" || command === "views") setOpen(command);
    else if (command === "map") setMapShown(!mapShown);
    else if (command === "go") listenOn();
    else actOn(state, command, extend);
  };
  useCrews();
  useKeys({
    act,
    go: (queue) => {
      state.goTo(queue);
      toNewList();
    },
    openView: (place) => openView(allViews.value[place - 1]),
    escape: () => leave(state),
  });
  const view = state.selected || state.held || state.conflict || state.tool ? "detail" : mapShown && !wide ? "map" : "list";
  return (
    <div class="dispatch" data-view={view} data-map={mapShown}>
      <DeskBar state={state} wide={wide} map={mapShown} onAct={act} />
      <RefusedActs atConflicts={state.filters.queue === "conflicts"} />
      <LeftWords />
      <DeskBody state={state} wide={wide} withMap={mapShown} />
      {!wide && view !== "detail" && isQueue(state.filters.queue) && (
        <button type="button" class="button map-toggle" onClick={() => setMapShown(!mapShown)}>
          {mapShown ? desk.showList : desk.showMap}
        </button>
      )}
      <footer class="desk-foot">
        <DoneLine />
        <LiveLine rows={state.shown} openId={state.filters.id} list={toQuery({ ...state.filters, id: null })} />
      </footer>
      {open === "help" && <KeyHelp onClose={close} />}
      {open === "views" && <ViewsDialog filters={state.filters} onOpen={openView} onClose={close} />}
    </div>
  );
}

/** What a key does to the rows. */
function actOn(state: DeskState, command: Command, extend: boolean): void {
  const { filters, rows, targets } = state;
  if (command === "next") state.move(1, extend);
  if (command === "previous") state.move(-1, extend);
  if (command === "search") focusOn("desk-search");
  if (command === "undo") void undoLast();
  if (command === "mark" && state.selected) {
    if (extend) markTo(rows.map(({ request }) => request.id), state.selected.id);
    else toggleMark(state.selected.id);
  }
  if (isTool(command) && targets.length > 0 && isQueue(filters.queue)) state.setTool(command);
}

/** Another queue is another list, which is there with the next picture. */
const toNewList = (): number => requestAnimationFrame(() => focusOn("desk-list"));

const FIELD = "textarea, input:not([type=checkbox], [type=radio])";

/** Escape: out of the field, where what was typed stays, then out of the act, then away with the selection. */
function leave(state: DeskState): void {
  if (!document.activeElement?.matches(FIELD)) {
    if (state.tool) state.setTool(null);
    else if (marks.value.size > 0) clearMarks();
    else return;
  }
  focusOn("desk-list");
}

function SignInFirst() {
  return (
    <div class="page stack">
      <h1 tabIndex={-1}>{desk.title}</h1>
      <p>{shared.signInFirst}</p>
      <a class="button button-primary" href="/staff">
        {shared.signIn}
      </a>
    </div>
  );
}
