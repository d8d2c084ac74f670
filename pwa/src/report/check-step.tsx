// All of it once more, a note, another photo: then it is kept on this phone for good and goes by itself.
import type { Place } from "@sync/protocol/messages";
import { useRef, useState } from "preact/hooks";
import { ErrorSummary } from "../design/error-summary";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { serviceName } from "../design/service-name";
import { TextField } from "../design/text-field";
import { foretell } from "../place/foretell";
import { GoesTo } from "../place/goes-to";
import { districts, isFull, services } from "../store";
import { sendReport } from "../store/reporter-acts";
import { words } from "../words/words";
import { placeWords } from "../words/place-words";
import { CheckPhotos } from "./check-photos";
import { DangerNotice } from "./danger-notice";
import { change, DRAFT_KEY, dropDraft, type Draft } from "./draft";
import { answerOf } from "./same";
import { SameNote } from "./same-note";
import { StepHead } from "./step-head";
import { useNearAddress } from "./near-address";
import { preparing } from "./take-photo";
import { WhichLamp } from "./which-lamp";

const LONGEST = 2000;
const say = words.report.check;

export function CheckStep({ it }: { it: Draft }) {
  const { busy, failed, noRoom, send } = useSending(it);
  if (!it.place || !it.serviceCode) return <Unfinished it={it} />;
  return (
    <form class="page stack step" onSubmit={(event) => void send(event)}>
      {failed > 0 && <ErrorSummary mistakes={[{ text: noRoom ? say.noRoom : say.failed }]} attempt={failed} />}
      <StepHead title={say.title} step={3} />
      <CheckPhotos it={it} />
      <dl class="answers">
        <Answer label={say.what} value={serviceName(it.serviceCode)} to="/report?step=what" />
        <PlaceAnswer place={it.place} />
      </dl>
      <GoesTo crews={foretell(it.place, it.serviceCode, services.value, districts.value)} />
      <WhichLamp it={it} />
      <SameNote it={it} />
      <DangerNotice text={it.description} />
      <TextField
        id="note"
        multiline
        label={say.note}
        hint={say.noteHint}
        value={it.description}
        onInput={(description) => change({ description })}
        longest={LONGEST}
      />
      <div class="step-end">
        <button type="submit" class="button button-primary button-big" aria-disabled={busy || preparing.value}>
          <Icon name="send" />
          {busy ? say.sending : say.send}
        </button>
      </div>
    </form>
  );
}

/** Sends once, however often it is tapped. `failed` counts the tries that this phone could not keep. */
function useSending(it: Draft) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(0);
  const [noRoom, setNoRoom] = useState(false);
  // A second tap comes before the next drawing: state alone would not stop it.
  const sending = useRef(false);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (sending.current || preparing.value || !it.place || !it.serviceCode) return;
    sending.current = true;
    setBusy(true);
    try {
      const { serviceCode, place, description, photos } = it;
      const foretold = foretell(place, serviceCode, services.value, districts.value);
      const report = { serviceCode, place, description: description.trim(), photos, sameAs: answerOf(it), foretold };
      const requestId = await sendReport(report, DRAFT_KEY, it.requestId ?? crypto.randomUUID(), it.letter ?? null);
      navigate(`/report?step=sent&id=${encodeURIComponent(requestId)}`, { replace: true });
      await dropDraft();
    } catch (error) {
      setNoRoom(isFull(error) && it.photos.length > 0);
      setFailed(failed + 1);
      sending.current = false;
      setBusy(false);
    }
  }

  return { busy, failed, noRoom, send };
}

function PlaceAnswer({ place }: { place: Place }) {
  const near = useNearAddress(place);
  return <Answer label={say.place} value={words.find.near(placeWords(place), near)} to="/report?step=place" />;
}

function Answer({ label, value, to }: { label: string; value: string; to: string }) {
  return (
    <div class="answer">
      <dt>{label}</dt>
      <dd>{value}</dd>
      <dd>
        <a class="button button-quiet" href={to}>
          {say.change}
          <span class="visually-hidden"> {label.toLowerCase()}</span>
        </a>
      </dd>
    </div>
  );
}

/** Somebody came here by an old address: say where to go on. */
function Unfinished({ it }: { it: Draft }) {
  return (
    <div class="page stack step">
      <StepHead title={say.title} step={3} />
      <p>{words.report.kept}</p>
      <a class="button button-primary button-big" href={`/report?step=${it.place ? "what" : "place"}`}>
        {words.home.resume}
      </a>
    </div>
  );
}
