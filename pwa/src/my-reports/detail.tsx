// One report: the photographs, where it stands, what happened so far, and room for a word to the crew.
import { isOpen } from "@sync/protocol/lifecycle";
import { show } from "@sync/protocol/reference";
import { useState } from "preact/hooks";
import { agencyOf } from "../design/agency-of";
import { CopyButton } from "../design/copy-button";
import { CurbLine } from "../design/curb-line";
import { ExpectedLine } from "../design/expected-line";
import { Icon } from "../design/icon";
import { LettersOn } from "../design/letters-on";
import { standingOf } from "../design/standing-of";
import { publicPage } from "../design/public-page";
import { serviceName } from "../design/service-name";
import { ShareButton } from "../design/share-button";
import { StateLine } from "../design/state-line";
import { StatusLine } from "../design/status-line";
import { TellMe } from "../design/tell-me";
import { When } from "../design/when";
import { ToldOtherwise } from "../place/told-otherwise";
import { requests } from "../store";
import type { RequestView } from "../store/views";
import { language } from "../words/language";
import { words } from "../words/words";
import { placeWords } from "../words/place-words";
import { mine } from "../words/mine";
import { ChangeReport } from "./change-report";
import { CommentForm } from "./comment-form";
import "./detail.css";
import { GoesOn } from "./goes-on";
import { IsItFixed } from "./is-it-fixed";
import { Story } from "./story";
import { Photos } from "./photos";

const say = words.one;

export function Detail({ id }: { id: string }) {
  const request = requests.value.find((one) => one.id === id);
  const [moves, setMoves] = useState(0);
  if (!request) return <Missing />;
  // What the city did not take stands nowhere on its way.
  const isLetter = request.ver === 0 && request.progress.state === "refused";
  return (
    <div class="page stack stack-wide">
      <div class="stack stack-tight">
        <a class="back" href="/reports">
          <Icon name="arrow-left" />
          {words.mine.title}
        </a>
        <h1>{serviceName(request.service_code)}</h1>
        <p class="large quiet">{placeWords(request.place)}</p>
      </div>
      <Photos request={request} />
      {!isLetter && <Standing request={request} />}
      <GoesOn request={request} />
      {!isLetter && <IsItFixed request={request} onMoved={() => setMoves((n) => n + 1)} />}
      <Others request={request} />
      <LettersOn things={[`request/${request.id}`]} />
      <Facts request={request} />
      {!isLetter && <ChangeReport request={request} />}
      <Story request={request} />
      {!isLetter && <TellMe request={request} />}
      <CommentForm key={moves} requestId={request.id} />
      <a class="button button-quiet" href={`/report?near=${request.id}`}>
        <Icon name="plus" />
        {mine.links.another}
      </a>
    </div>
  );
}

function Standing({ request }: { request: RequestView }) {
  return (
    <section class="card stack" aria-label={words.stops.label}>
      <CurbLine status={standingOf(request)} />
      <StatusLine request={request} />
      <ExpectedLine request={request} />
      <AgencyLine request={request} />
      <ToldOtherwise request={request} />
      {request.status_note && request.status !== "closed" && <p>{request.status_note}</p>}
      {request.progress.state !== "refused" && <StateLine progress={request.progress} />}
    </section>
  );
}

/** Who has it, where that is an agency outside the city, and how to reach it. */
function AgencyLine({ request }: { request: RequestView }) {
  const agency = isOpen("request", request.status) ? agencyOf(request.crew_id) : undefined;
  if (!agency) return null;
  return (
    <p>
      {words.agency.has(agency.name)} {agency.contact && words.agency.reach(agency.contact)}
    </p>
  );
}

/** Which report this one follows, or how many follow it. */
function Others({ request: { duplicate_of, followers } }: { request: RequestView }) {
  if (!duplicate_of && !followers) return null;
  return (
    <p class="card">
      {duplicate_of ? (
        <>
          {words.nearby.follows} <a class="reference" href={publicPage(duplicate_of)}>{show(duplicate_of)}</a>. {words.nearby.followsText}
        </>
      ) : (
        words.nearby.followers(followers ?? 0)
      )}
    </p>
  );
}

function Facts({ request }: { request: RequestView }) {
  return (
    <dl class="facts">
      <div>
        <dt>{say.reference}</dt>
        <dd class="cluster">
          <span class="reference">{show(request.reference)}</span>
          <CopyButton text={show(request.reference)} />
        </dd>
      </div>
      <div>
        <dt>{say.reported}</dt>
        <dd>
          <When at={request.requested_at} />
        </dd>
      </div>
      {request.description && (
        <div>
          <dt>{say.note}</dt>
          <dd class="typed">{request.description}</dd>
        </div>
      )}
      <div>
        <dt>{say.share}</dt>
        <dd class="cluster">
          <a class="button button-quiet" href={publicPage(request.reference)}>
            <Icon name="external-link" />
            {say.publicPage}
          </a>
          <ShareButton label={say.shareIt} title={serviceName(request.service_code)} path={publicPage(request.reference)} />
        </dd>
      </div>
    </dl>
  );
}

function Missing() {
  return (
    <div class="page stack">
      <h1>{say.missing}</h1>
      <p>{say.missingText}</p>
      <a class="button button-primary" href={`/r?lang=${language}`}>
        <Icon name="search" />
        {say.lookUp}
      </a>
      <a class="button" href="/reports">
        {words.mine.title}
      </a>
    </div>
  );
}
