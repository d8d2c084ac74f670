// The report is kept, and received as soon as the city says so. The words change by themselves, never before it is true.
import { CopyButton } from "../design/copy-button";
import { CurbLine } from "../design/curb-line";
import { ExpectedLine } from "../design/expected-line";
import { navigate } from "../design/router";
import { StateLine } from "../design/state-line";
import { TellMe } from "../design/tell-me";
import { GoesTo } from "../place/goes-to";
import { ToldOtherwise } from "../place/told-otherwise";
import { requests } from "../store";
import type { RequestView } from "../store/views";
import { show } from "@sync/protocol/reference";
import { words } from "../words/words";
import { beginReport, draft, isWorthKeeping } from "./draft";
import { PhotoButton } from "../camera/photo-button";
import { firstPhotos } from "./take-photo";

const say = words.report.sent;

export function SentStep({ id }: { id: string }) {
  const request = requests.value.find((one) => one.id === id);
  if (!request) return <Nothing />;
  const received = isReceived(request);
  return (
    <div class="page stack stack-wide">
      <h1>{received ? say.received : say.saved}</h1>
      <div class="card stack receipt">
        <p class="quiet">{say.reference}</p>
        <p class="cluster">
          <span class="reference receipt-reference">{show(request.reference)}</span>
          <CopyButton text={show(request.reference)} />
        </p>
        <StateLine progress={request.progress} />
        <CurbLine status={request.status} />
        <ExpectedLine request={request} />
        {!received && <GoesTo crews={request.foretold ?? null} />}
        <ToldOtherwise request={request} />
      </div>
      {!received && <p>{say.notYet}</p>}
      <section class="stack stack-tight" aria-labelledby="next">
        <h2 id="next">{say.next}</h2>
        <ol class="next-steps">
          {say.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <TellMe request={request} />
      <div class="stack">
        <Another />
        <a class="button button-quiet" href={`/reports/${request.id}`}>
          {say.follow}
        </a>
      </div>
    </div>
  );
}

/** Another that is begun already is gone on with: none may take its place unseen. */
function Another() {
  const kept = draft.value && isWorthKeeping(draft.value) ? draft.value : null;
  if (!kept) return <PhotoButton label={say.another} look="button-big" onOpen={beginReport} onPhotos={(files) => void firstPhotos(files)} />;
  return (
    <a class="button button-big" href={`/report?step=${kept.step}`}>
      {words.home.draft}
    </a>
  );
}

const isReceived = ({ progress }: RequestView): boolean =>
  !["queued", "sending", "waiting", "refused"].includes(progress.state);

function Nothing() {
  return (
    <div class="page stack">
      <h1>{words.one.missing}</h1>
      <button type="button" class="button" onClick={() => navigate("/reports")}>
        {words.nav.mine}
      </button>
    </div>
  );
}
