// What is the problem? Six likely kinds, a search in plain words, and all the others. One tap goes on.
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { TextField } from "../design/text-field";
import { services, type ServiceDoc } from "../store";
import { words } from "../words/words";
import { DangerNotice } from "./danger-notice";
import { change, draft, type Draft } from "./draft";
import { findServices } from "./find-services";
import { canLook } from "./same";
import { StepHead } from "./step-head";

const LIKELY = 6;
const say = words.report.what;

export function WhatStep({ it }: { it: Draft }) {
  const [typed, setTyped] = useState("");
  const all = services.value;
  return (
    <div class="page stack step">
      <StepHead title={say.title} step={2} />
      {all.length === 0 ? (
        <p class="notice notice-waiting">
          <Icon name="wifi-off" />
          <span class="grow">{say.none}</span>
        </p>
      ) : (
        <>
          <TextField id="search" type="search" label={say.search} hint={say.searchHint} value={typed} onInput={setTyped} autocomplete="off" />
          <DangerNotice text={typed} />
          <Kinds all={all} typed={typed} chosen={it.serviceCode} />
        </>
      )}
    </div>
  );
}

function Kinds({ all, typed, chosen }: { all: readonly ServiceDoc[]; typed: string; chosen: string | null }) {
  const found = findServices(all, typed);
  const searching = typed.trim().length > 1;
  const shown = searching && found.length > 0 ? found : all;
  return (
    <>
      <p role="status" class={searching ? "quiet" : "visually-hidden"}>
        {searching && (found.length ? say.found(found.length) : say.nothing)}
      </p>
      <Tiles label={say.likely} kinds={shown.slice(0, LIKELY)} chosen={chosen} />
      {shown.length > LIKELY && (
        <section class="stack stack-tight" aria-labelledby="more">
          <h2 id="more">{say.more}</h2>
          <Tiles label={say.more} kinds={shown.slice(LIKELY)} chosen={chosen} />
        </section>
      )}
    </>
  );
}

function Tiles({ label, kinds, chosen }: { label: string; kinds: readonly ServiceDoc[]; chosen: string | null }) {
  return (
    <div class="tiles" role="group" aria-label={label}>
      {kinds.map(({ id, name, icon }) => (
        <button key={id} type="button" class="tile" aria-pressed={chosen === id} onClick={() => choose(id)}>
          <Icon name={icon} />
          {name}
        </button>
      ))}
    </div>
  );
}

function choose(serviceCode: string): void {
  change({ serviceCode, step: "check" });
  const now = draft.value;
  navigate(now && canLook(now) ? "/report?step=same" : "/report?step=check");
}
