// One held act beside the list: who did what and when, why it waits, the thing as it is now, and the decision.
import { show } from "@sync/protocol/reference";
import { CurbLine } from "../../design/curb-line";
import { Icon } from "../../design/icon";
import { PhotoFrame } from "../../design/photo-frame";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { When } from "../../design/when";

import { wordsOf } from "../../store/letter-ways";
import type { HeldDoc } from "../../store/views";
import { words } from "../../words/words";
import { desk, outcomeName, requestStatus, shared } from "../../words/staff";
import { jobs } from "./board";
import { DetailWork } from "./detail-work";
import { thingOf } from "./held-thing";
import { HeldVerdict } from "./held-verdict";

interface Props {
  held: HeldDoc | undefined;
  /** True where it is the whole page, so that its title is the page's. */
  alone: boolean;
  onDone: (sentence: string) => void;
  onOpen: (requestId: string) => void;
  onBack: () => void;
}

const say = desk.held;

export function HeldDetail({ held, alone, onDone, onOpen, onBack }: Props) {
  if (!held) {
    return (
      <div class="nothing stack stack-tight">
        <h2>{say.nobody}</h2>
        <p class="quiet">{say.nobodyText}</p>
      </div>
    );
  }
  const Title = alone ? "h1" : "h2";
  return (
    <article class="stack">
      <button type="button" class="button button-quiet back" onClick={onBack}>
        <Icon name="arrow-left" />
        {desk.back}
      </button>
      <header>
        <Title id="detail-title" class="detail-title" tabIndex={-1}>
          {words.kinds[held.kind] ?? held.kind}
        </Title>
        <p class="quiet">
          {say.done(held.by)} <When at={held.occurred_at} /> · {say.came} <When at={held.received_at} />
        </p>
      </header>
      <p class="notice notice-waiting">
        <Icon name="hourglass" />
        <span class="grow">{say.why[held.why] ?? say.why["other"]}</span>
      </p>
      <Said held={held} />
      <HeldVerdict held={held} onDone={onDone} />
      <Now held={held} onOpen={onOpen} />
    </article>
  );
}

function Said({ held: { args, photos } }: { held: HeldDoc }) {
  const asked = args as { outcome?: string };
  const text = wordsOf(args);
  return (
    <section class="stack stack-tight">
      <h2>{say.says}</h2>
      {asked.outcome && (
        <p>
          <strong>{outcomeName(asked.outcome)}</strong>
        </p>
      )}
      {text && <p class="said">{text}</p>}
      {!text && !asked.outcome && <p class="quiet">{say.noWords}</p>}
      {photos && photos.length > 0 && (
        <div class="before-after">
          {photos.map((photo, i) => (
            <PhotoFrame key={photo.id} photo={photo} alt={say.photo(i + 1)} size="large" />
          ))}
        </div>
      )}
    </section>
  );
}

function Now({ held, onOpen }: { held: HeldDoc; onOpen: (requestId: string) => void }) {
  const request = thingOf(held);
  const [kind, id = ""] = held.on.split("/");
  const job = jobs.value.get(kind === "wo" ? id : (request?.work_order_id ?? ""));
  return (
    <section class="card stack stack-tight">
      <h2>{say.now}</h2>
      {!request && <p>{say.unknown}</p>}
      {request && (
        <>
          <p>
            <strong>{serviceName(request.service_code)}</strong> <span class="reference">{show(request.reference)}</span>
            <br />
            {placeLine(request.place) || shared.noPlace}
            <br />
            {requestStatus(request.status)}
          </p>
          <CurbLine status={request.status} />
        </>
      )}
      {job && <DetailWork job={job} />}
      {request && (
        <button type="button" class="button" onClick={() => onOpen(request.id)}>
          {say.open}
        </button>
      )}
    </section>
  );
}
