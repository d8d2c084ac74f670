// The start page: one button, the draft that is not sent yet, and the latest reports.
import { useEffect } from "preact/hooks";
import { Icon } from "../design/icon";
import { LanguageSwitch } from "../design/language-switch";
import { RequestCard } from "../design/request-card";
import { serviceName } from "../design/service-name";
import { SureButton } from "../design/sure-button";
import { When } from "../design/when";
import { requests, session } from "../store";
import { words } from "../words/words";
import { beginReport, draft, dropDraft, isWorthKeeping, type Draft } from "./draft";
import { DraftPhoto } from "../camera/draft-photo";
import { HeroLine } from "./hero-line";
import { OtherBeginnings } from "./other-beginnings";
import { PhotoButton } from "../camera/photo-button";
import { SharedWaiting } from "./shared-waiting";
import { firstPhotos, restoreReport } from "./take-photo";

const RECENT = 2;

export function Home() {
  useEffect(() => void restoreReport(), []);
  const kept = draft.value && isWorthKeeping(draft.value) ? draft.value : null;
  return (
    <>
      <section class="hero">
        <div class="hero-inside stack">
          <h1>{words.home.title}</h1>
          {kept ? <DraftCard it={kept} /> : <Begin />}
        </div>
        <HeroLine />
      </section>
      <div class="page stack stack-wide">
        <SharedWaiting />
        {!session.value && requests.value.length > 0 && <Recent />}
        <a class="button" href="/near">
          <Icon name="map-pin" />
          {words.home.near}
        </a>
        <p class="notice">
          <Icon name="phone" />
          <span class="grow">{words.home.danger}</span>
        </p>
        <div class="home-foot">
          <LanguageSwitch />
          <a class="button button-quiet" href="/app">
            {words.appPage.link}
          </a>
          {!session.value && (
            <a class="button button-quiet" href="/staff">
              {words.nav.staff}
            </a>
          )}
        </div>
      </div>
    </>
  );
}

function Begin() {
  return (
    <>
      <p class="large">{words.home.lead}</p>
      <PhotoButton
        label={words.home.report}
        look="button-big button-road"
        onOpen={beginReport}
        onPhotos={(files) => void firstPhotos(files)}
      />
      <div class="cluster hero-others">
        <OtherBeginnings look="button-on-asphalt" begin={beginReport} />
      </div>
    </>
  );
}

/** While a report is not sent yet, the way on is to finish it: a second photo must never slip into it unseen. */
function DraftCard({ it }: { it: Draft }) {
  const about = it.serviceCode ? serviceName(it.serviceCode) : "";
  const photo = it.photos[0];
  return (
    <div class="card draft-card stack">
      <div class="cluster">
        {photo && <DraftPhoto photo={photo} alt={words.photo.yours(1)} size="small" />}
        <div class="stack stack-tight">
          <h2>{words.home.draft}</h2>
          <p>{words.home.draftAbout(about)}</p>
          <p class="quiet">
            <When at={it.startedAt} />
          </p>
        </div>
      </div>
      <a class="button button-primary button-big" href={`/report?step=${it.step}`}>
        {words.home.resume}
      </a>
      <SureButton label={words.home.discard} onSure={() => void dropDraft()} />
    </div>
  );
}

function Recent() {
  return (
    <section class="stack" aria-labelledby="recent">
      <h2 id="recent">{words.home.recent}</h2>
      {requests.value.slice(0, RECENT).map((request) => (
        <RequestCard key={request.id} request={request} />
      ))}
      <a href="/reports" class="button button-quiet">
        {words.home.all}
      </a>
    </section>
  );
}
