// The end of the shift: whether the city has everything, what was done, and the way out, which loses nothing.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { saveFile } from "../design/save-file";
import { StateLine } from "../design/state-line";
import { awaiting, getDraft, letters, outbox, putDraft, saveCopy, session, signOut, tryNow, workOrders } from "../store";
import { words } from "../words/words";
import { day } from "../words/crew-day";
import "./prepare.css";
import { countHalfDone } from "./half-done";
import { openJobs } from "./jobs";
import { PageHead } from "./page-head";
import { shiftOf } from "./shift";

const say = day.end;
/** Which acts lie in a file of the person's own. */
const COPIED = "copied";

interface Waiting {
  opId: string;
  about: string;
}

/** Everything that is only on this phone, by name. */
function waiting(): Waiting[] {
  return [...outbox.value, ...letters.value, ...awaiting.value].map(({ opId, kind, about }) => ({ opId, about: words.outbox.about(kind, about) }));
}

export function EndOfShift() {
  const left = waiting();
  const mine = session.value?.crewId ?? null;
  const { closed, minutes } = shiftOf(workOrders.value, mine, new Date());
  const open = openJobs(workOrders.value, mine).length;
  return (
    <>
      <PageHead title={say.title} />
      <p class={`notice verdict ${left.length === 0 ? "notice-done" : "notice-waiting"}`} role="status">
        <Icon name={left.length === 0 ? "circle-check" : "smartphone"} />
        <span class="grow">{left.length === 0 ? say.all : say.not(left.length)}</span>
      </p>
      <p>{left.length === 0 ? say.allText : say.notText}</p>
      {left.length > 0 && <Left />}
      <HalfDone />
      <section class="card stack stack-tight" aria-labelledby="shift">
        <h2 id="shift">{say.today}</h2>
        <p>{say.closed(closed)}</p>
        {minutes > 0 && <p>{say.time(minutes)}</p>}
        {open > 0 && <p>{say.left(open)}</p>}
      </section>
      <Leave left={left} />
    </>
  );
}

/** What was begun and not sent has no row in the outbox. */
function HalfDone() {
  const [many, setMany] = useState(0);
  useEffect(() => void countHalfDone().then(setMany, () => undefined), []);
  return many > 0 ? <p class="notice notice-waiting">{say.halfDone(many)}</p> : null;
}

function Left() {
  return (
    <section class="stack" aria-labelledby="left">
      <h2 id="left">{say.waits}</h2>
      <ul class="plain-list stack">
        {outbox.value.map(({ opId, kind, about, progress }) => (
          <li key={opId} class="card">
            <p>
              <strong>{words.outbox.about(kind, about)}</strong>
            </p>
            <StateLine progress={progress} />
          </li>
        ))}
        {[...letters.value, ...awaiting.value].map(({ opId, kind, about, code }) => (
          <li key={opId} class="card">
            <p>
              <strong>{words.outbox.about(kind, about)}</strong>
            </p>
            <p>{words.codes[code].says}</p>
          </li>
        ))}
      </ul>
      <div class="pair">
        <button type="button" class="button" onClick={tryNow}>
          {words.outbox.tryNow}
        </button>
        <a class="button" href="/outbox">
          {words.outbox.title}
        </a>
      </div>
    </section>
  );
}

/** Signing out is refused while something is only here, until each of it lies in a file as well. */
function Leave({ left }: { left: Waiting[] }) {
  const [refused, setRefused] = useState(false);
  const [failed, setFailed] = useState(false);
  const { isCopied, copyAll } = useCopies(left, () => setFailed(true));
  const leave = (keep: boolean): void => {
    setFailed(false);
    signOut(keep).then(
      () => navigate("/staff"),
      () => (keep || left.length === 0 ? setFailed(true) : setRefused(true)),
    );
  };
  return (
    <>
      {failed && <p role="alert">{say.failed}</p>}
      {refused && left.length > 0 && (
        <section class="notice notice-waiting refused" role="alert">
          <h2>{say.refused}</h2>
          <p>{say.why}</p>
          <button type="button" class="button" onClick={copyAll}>
            <Icon name="save" />
            {say.saveAll}
          </button>
          {isCopied && (
            <>
              <p>
                {say.saved} {say.then}
              </p>
              <button type="button" class="button" onClick={() => leave(true)}>
                {say.leave}
              </button>
            </>
          )}
        </section>
      )}
      <div class="acts">
        <button type="button" class={`button ${left.length === 0 ? "button-primary" : ""}`} onClick={() => leave(false)}>
          <Icon name="log-out" />
          {say.signOut}
        </button>
      </div>
    </>
  );
}

/** One file with a copy of each; what was copied is remembered, also by a page that is opened again. */
function useCopies(left: Waiting[], onFailed: () => void) {
  const [copied, setCopied] = useState<string[]>([]);
  useEffect(() => {
    void getDraft<string[]>(COPIED).then((found) => setCopied((now) => (now.length > 0 ? now : (found ?? []))));
  }, []);
  const copyAll = (): void => {
    void copyOf(left).then((file) => {
      saveFile(file, words.outbox.file(say.title));
      const ids = left.map(({ opId }) => opId);
      setCopied(ids);
      return putDraft(COPIED, ids);
    }).catch(onFailed);
  };
  return { isCopied: left.every(({ opId }) => copied.includes(opId)), copyAll };
}

async function copyOf(left: Waiting[]): Promise<Blob> {
  const parts = await Promise.all(left.map(async ({ opId }) => (await saveCopy(opId)).text()));
  return new Blob([`[${parts.join(",\n")}]\n`], { type: "application/json" });
}
