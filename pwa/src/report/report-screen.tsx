// The way of a report: start, place, what, check, sent. Each step is an address, so that Back works.
import { useEffect, useState } from "preact/hooks";
import { lazy } from "../design/lazy";
import { navigate, queryValue } from "../design/router";
import { words } from "../words/words";
import { CheckStep } from "./check-step";
import { draft, notKept, restoreDraft, type Draft } from "./draft";
import { restoreReport } from "./take-photo";
import { PlaceStep } from "./place-step";
import "./report.css";
import { recallSeen } from "./same";
import { SameStep } from "./same-step";
import { SentStep } from "./sent-step";
import { StartStep } from "./start-step";
import { WhatStep } from "./what-step";

const MendReport = lazy(() => import("./mend-report").then((file) => file.MendReport));
const SharedStep = lazy(() => import("./shared-step").then((file) => file.SharedStep));

export function ReportScreen() {
  const [read, setRead] = useState(draft.value !== null);
  useEffect(() => {
    void restoreDraft().finally(() => setRead(true));
    void restoreReport();
    void recallSeen();
  }, []);
  const step = queryValue("step");
  const letter = queryValue("letter");
  const shared = queryValue("shared");
  const lost = read && !draft.value && step !== null && step !== "sent";
  useEffect(() => {
    if (lost) navigate("/", { replace: true });
  }, [lost]);
  if (!read || lost) return <p class="loading quiet">{words.loading}</p>;
  if (shared) return <SharedStep how={shared} />;
  if (letter) return <MendReport key={letter} opId={letter} />;
  if (step === "sent") return <SentStep id={queryValue("id") ?? ""} />;
  return (
    <>
      <div role="alert">{notKept.value && <p class="strip strip-waiting">{words.report.notKept}</p>}</div>
      {stepOf(step, draft.value)}
    </>
  );
}

function stepOf(step: string | null, it: Draft | null) {
  if (!it || step === null) return <StartStep />;
  if (step === "what") return <WhatStep it={it} />;
  if (step === "same") return <SameStep it={it} />;
  if (step === "check") return <CheckStep it={it} />;
  return <PlaceStep it={it} />;
}
