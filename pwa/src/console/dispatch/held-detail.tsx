// One held act beside the list: who did what and when, why it waits, what it says beside the thing as it is now, and
// the decision.
import { show } from "@sync/protocol/reference";
import { CurbLine } from "../../design/curb-line";
import { Icon } from "../../design/icon";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { When } from "../../design/when";
import { wordsOf } from "../../store/letter-ways";
import type { HeldDoc } from "../../store/views";
import { words } from "../../words/words";
import { desk, outcomeName, requestStatus, shared } from "../../words/staff";
import { conflictWords, heldWords } from "../../words/desk-conflicts";
import { Compare } from "./compare";
import { jobStatus, names } from "./compare-names";
import { DetailHead } from "./detail-head";
import { DetailWork } from "./detail-work";
import { Evidence } from "./evidence";
import { heldRows } from "./held-rows";
import { jobBehind, thingOf } from "./held-thing";
import { HeldVerdict } from "./held-verdict";

interface Props {
  held: HeldDoc | undefined;
  /** True where it is the whole page, so that its title is the page's. */
  alone: boolean;
  /** Once it is decided and on disk. */
  onDone: () => void;
  onOpen: (requestId: string) => void;
  onBack: () => void;
}

const say = desk.held;

export function HeldDetail({ held, alone, onDone, onOpen, onBack }: Props) {
  if (!held) {
    return (
      <div class="nothing two-sided stack stack-tight">
        <h2>{say.nobody}</h2>
        <p class="quiet">{say.nobodyText}</p>
      </div>
    );
  }
  return (
    <article class="two-sided stack">
      <DetailHead title={words.kinds[held.kind] ?? held.kind} alone={alone} onBack={onBack}>
        <p class="quiet">
          {say.done(held.by)} <When at={held.occurred_at} /> · {say.came} <When at={held.received_at} />
        </p>
      </DetailHead>
      <p class="notice notice-waiting">
        <Icon name="hourglass" />
        <span class="grow">{say.why[held.why] ?? say.why["other"]}</span>
      </p>
      <SideBySide held={held} />
      <About held={held} onOpen={onOpen} />
      <HeldVerdict held={held} onDone={onDone} />
    </article>
  );
}

function SideBySide({ held }: { held: HeldDoc }) {
  const [request, job] = [thingOf(held), jobBehind(held)];
  const name = held.by === "" ? say.says : desk.held.by(held.by);
  const kept = (held.photos ?? []).length > 0;
  const before = (request?.photos ?? []).filter(({ role }) => role !== "evidence");
  return (
    <section class="stack stack-tight" aria-labelledby="held-sides">
      <h2 id="held-sides">{heldWords.sides}</h2>
      <div class="sides">
        {request || job ? (
          <Compare label={heldWords.sides} left={name} right={say.now} rows={heldRows(held, request, job, names, jobStatus)} />
        ) : (
          <Said held={held} />
        )}
        {(kept || before.length > 0) && (
          <div class="evidence">
            <Evidence title={conflictWords.photosOf(name)} photos={held.photos ?? []} />
            <Evidence title={conflictWords.photosBefore} photos={before} />
          </div>
        )}
      </div>
    </section>
  );
}

/** What it says, where this device does not hold the thing that it is about. */
function Said({ held: { args } }: { held: HeldDoc }) {
  const asked = args as { outcome?: string };
  const text = wordsOf(args);
  return (
    <>
      {asked.outcome && (
        <p>
          <strong>{outcomeName(asked.outcome)}</strong>
        </p>
      )}
      {text && <p class="said">{text}</p>}
      {!text && !asked.outcome && <p class="quiet">{say.noWords}</p>}
      <p>{say.unknown}</p>
    </>
  );
}

function About({ held, onOpen }: { held: HeldDoc; onOpen: (requestId: string) => void }) {
  const request = thingOf(held);
  const job = jobBehind(held);
  if (!request) return null;
  return (
    <section class="card stack stack-tight">
      <p>
        <strong>{serviceName(request.service_code)}</strong> <span class="reference">{show(request.reference)}</span>
        <br />
        {placeLine(request.place) || shared.noPlace}
        <br />
        {requestStatus(request.status)}
      </p>
      <CurbLine status={request.status} />
      {job && <DetailWork job={job} />}
      <button type="button" class="button" onClick={() => onOpen(request.id)}>
        {say.open}
      </button>
    </section>
  );
}
