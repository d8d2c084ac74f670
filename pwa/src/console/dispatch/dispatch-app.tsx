// The dispatcher's desk: queues, list and map of the same reports, and one of them in detail beside.
import "./dispatch.css";
import "./dispatch-narrow.css";
import { useState } from "preact/hooks";
import { ready, session } from "../../store";
import { desk, shared } from "../../words/staff";
import { DeskBar } from "./desk-bar";
import { DeskBody } from "./desk-body";
import { KeyHelp } from "./key-help";
import type { Command } from "./keys";
import { LiveLine } from "./live-line";
import { RefusedActs } from "./refused-acts";
import { useCrews } from "./use-crews";
import { focusOn, useDesk } from "./use-desk";
import { useKeys } from "./use-keys";
import { useWide } from "./use-wide";

export function DispatchApp(_: { path: string }) {
  if (!ready.value) return <p role="status">{shared.loading}</p>;
  return session.value ? <Desk /> : <SignInFirst />;
}

function Desk() {
  const wide = useWide();
  const state = useDesk(wide);
  const [help, setHelp] = useState(false);
  const [mapAsked, setMapAsked] = useState(false);
  const act = (command: Command): void => {
    if (command === "next") state.move(1);
    if (command === "previous") state.move(-1);
    if (command === "assign" && state.selected) state.setAssigning(true);
    if (command === "search") focusOn("desk-search");
    if (command === "help") setHelp(true);
  };
  useKeys(act);
  useCrews();
  const view = state.selected || state.held ? "detail" : mapAsked ? "map" : "list";
  return (
    <div class="dispatch" data-view={view}>
      <DeskBar state={state} onAct={act} />
      <p class="visually-hidden" role="status">
        {state.said}
      </p>
      <RefusedActs />
      <DeskBody state={state} wide={wide} withMap={wide || mapAsked} />
      <LiveLine rows={state.rows} openId={state.filters.id} list={JSON.stringify([state.filters.queue, state.filters.q])} />
      {!wide && view !== "detail" && state.filters.queue !== "held" && (
        <button type="button" class="button map-toggle" onClick={() => setMapAsked(!mapAsked)}>
          {mapAsked ? desk.showList : desk.showMap}
        </button>
      )}
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </div>
  );
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
