// One report beside the list: the photos, where and why there, who has it, what happened, and what can be done.
import type { ComponentChildren } from "preact";
import { show } from "@sync/protocol/reference";
import { isOpen } from "@sync/protocol/lifecycle";
import { BeforeAfter } from "../../design/before-after";
import { CurbLine } from "../../design/curb-line";
import { Icon } from "../../design/icon";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { StaffStory } from "../../design/staff-story";
import { workStory } from "../../design/work-story";
import type { RequestView } from "../../store/views";
import { desk, shared } from "../../words/staff";
import { AgencyWork } from "./agency-work";
import { Beside } from "./beside";
import { jobs } from "./board";
import { ChangedHere } from "./changed-here";
import { CrewsPanel } from "./crews-panel";
import { DetailHead } from "./detail-head";
import { DetailWork } from "./detail-work";
import { OwnActs } from "./own-acts";
import { jobOf } from "./queues";
import { WhyHere } from "./why-here";
import "./request-detail.css";

interface Props {
  request: RequestView | undefined;
  missing: boolean;
  /** True where it is the whole page, so that its title is the page's. */
  alone: boolean;
  /** The acts on it, where it is what they are for. */
  acts: ComponentChildren;
  /** Somebody is filling in a form of them. */
  filling: boolean;
  /** Told a sentence once something is on disk. */
  onDone: (sentence: string) => void;
  onOpen: (id: string) => void;
  onBack: () => void;
}

export function RequestDetail({ request, missing, alone, acts, filling, onDone, onOpen, onBack }: Props) {
  if (!request) {
    return (
      <div class="nothing stack stack-tight">
        <h2>{missing ? desk.notHere : desk.nobodySelected}</h2>
        <p class="quiet">{desk.nobodySelectedText}</p>
        <CrewsPanel />
      </div>
    );
  }
  const service = serviceName(request.service_code);
  const job = jobOf(request, jobs.value);
  return (
    <article class="stack" key={request.id}>
      <DetailHead title={service} alone={alone} onBack={onBack}>
        <a class="reference" href={`/r/${request.reference}`} target="_blank" rel="noreferrer">
          {show(request.reference)}
        </a>
      </DetailHead>
      <ChangedHere requestId={request.id} filling={filling} />
      {acts}
      <OwnActs request={request} job={job} />
      <CurbLine status={request.status} />
      <BeforeAfter
        before={request.photos.filter((photo) => photo.role !== "evidence")}
        after={job?.photos.length ? job.photos : request.photos.filter((photo) => photo.role === "evidence")}
        service={service}
        none={desk.noPhotos}
      />
      <Where request={request} onAssigned={(crew) => onDone(desk.assigned(service, crew))} />
      {isOpen("request", request.status) && <Beside request={request} onOpen={onOpen} onMerged={onDone} />}
      <DetailWork job={job} />
      {job && <AgencyWork key={job.id} job={job} service={service} />}
      {request.description && (
        <section>
          <h2>{desk.description}</h2>
          <p class="said">{request.description}</p>
        </section>
      )}
      <StaffStory entries={workStory(request, job).reverse()} title={desk.history} />
    </article>
  );
}

function Where({ request, onAssigned }: { request: RequestView; onAssigned: (crew: string) => void }) {
  const { place, asset } = request;
  return (
    <section>
      <h2>{desk.place}</h2>
      <p>
        {placeLine(place) || shared.noPlace}
        {place.accuracy_m != null && <span class="quiet"> {shared.accuracy(place.accuracy_m)}</span>}
      </p>
      {asset && (
        <p class="quiet">
          <Icon name="lamp" />
          {asset}
        </p>
      )}
      <WhyHere request={request} onAssigned={onAssigned} />
    </section>
  );
}
