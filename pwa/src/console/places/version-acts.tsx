// The decision about a draft: now, on a date, or not at all. Each asks once more in place.
import { useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { applyVersion, discardVersion, readVersion, type VersionPreview } from "../../store/districts";
import { districtWords as say } from "../../words/districts";

interface Props {
  shown: VersionPreview;
  onChange: (next: VersionPreview) => void;
}

type Asking = "now" | "date" | "discard" | null;

export function VersionActs({ shown, onChange }: Props) {
  const { layer, number } = shown.version;
  const [asking, setAsking] = useState<Asking>(null);
  const [at, setAt] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const decide = async (act: () => Promise<VersionPreview>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailed(null);
    try {
      onChange(await act());
      setAsking(null);
    } catch (error) {
      setFailed(failedWords(error));
    }
    setBusy(false);
  };
  const plan = (): void => {
    const moment = new Date(at);
    if (!at || moment.getTime() <= Date.now()) setFailed(say.applyAtMissing);
    else void decide(() => applyVersion(layer, number, moment.toISOString()));
  };
  const discard = async (): Promise<VersionPreview> => {
    await discardVersion(layer, number);
    return readVersion(layer, number);
  };
  const no = (): void => setAsking(null);
  return (
    <section class="places-acts stack stack-tight">
      {failed !== null && (
        <p class="notice notice-danger" role="alert">
          {failed}
        </p>
      )}
      {asking === null && <Ways onAsk={setAsking} />}
      {asking === "now" && <Sure ask={say.applyAsk(shown.preview.move)} busy={busy} onYes={() => void decide(() => applyVersion(layer, number, null))} onNo={no} />}
      {asking === "discard" && <Sure ask={say.discardAsk} busy={busy} isDanger onYes={() => void decide(discard)} onNo={no} />}
      {asking === "date" && (
        <div class="cluster">
          <div class="field">
            <label for="apply-at">{say.applyAt}</label>
            <input id="apply-at" type="datetime-local" value={at} ref={(field) => void (at || field?.focus())} onInput={(event) => setAt(event.currentTarget.value)} />
          </div>
          <button type="button" class="button button-primary" aria-disabled={busy} onClick={plan}>
            {say.plan}
          </button>
          <button type="button" class="button" onClick={no}>
            {say.no}
          </button>
        </div>
      )}
    </section>
  );
}

function Ways({ onAsk }: { onAsk: (asking: Asking) => void }) {
  return (
    <div class="cluster">
      <button type="button" class="button button-primary" onClick={() => onAsk("now")}>
        {say.applyNow}
      </button>
      <button type="button" class="button" onClick={() => onAsk("date")}>
        {say.applyOn}
      </button>
      <button type="button" class="button button-quiet" onClick={() => onAsk("discard")}>
        {say.discard}
      </button>
    </div>
  );
}

function Sure({ ask, busy, isDanger, onYes, onNo }: { ask: string; busy: boolean; isDanger?: boolean; onYes: () => void; onNo: () => void }) {
  return (
    <div class="cluster" role="group" aria-label={ask}>
      <strong>{ask}</strong>
      <button
        type="button"
        class={isDanger ? "button button-danger" : "button button-primary"}
        aria-disabled={busy}
        ref={(button) => void (busy || button?.focus())}
        onClick={onYes}
      >
        {say.yes}
      </button>
      <button type="button" class="button" onClick={onNo}>
        {say.no}
      </button>
    </div>
  );
}
