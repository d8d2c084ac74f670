// One request of the history as the server has it, to be read: its photos, place, words and story.
import { isOpen } from "@sync/protocol/lifecycle";
import { show } from "@sync/protocol/reference";
import { useEffect } from "preact/hooks";
import { BeforeAfter } from "../../design/before-after";
import { CurbLine } from "../../design/curb-line";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { StaffStory } from "../../design/staff-story";
import { useAnswer } from "../../design/use-answer";
import { Waiting } from "../../design/waiting";
import { workStory } from "../../design/work-story";
import { type OneRequest, readRequest } from "../../store/atlas";
import { atlasWords as say } from "../../words/atlas";
import { districtName } from "./filter-bar";

interface Props {
  reference: string;
  onClose: () => void;
  /** Told what came, so that the map can mark it. */
  onRead: (one: OneRequest) => void;
}

export function OneRequestView({ reference, onClose, onRead }: Props) {
  const { answer, failed, again } = useAnswer(reference, () => readRequest(reference));
  const one = answer?.request.reference === reference ? answer : null;
  useEffect(() => {
    if (one) onRead(one);
  }, [one]);
  return (
    <article class="stack atlas-one">
      <button type="button" class="button atlas-close" onClick={onClose}>
        {say.close}
      </button>
      {one ? <Told one={one} /> : <Waiting failed={failed} onAgain={again} />}
    </article>
  );
}

function Told({ one: { request, job } }: { one: OneRequest }) {
  const service = serviceName(request.service_code);
  const after = job?.photos.length ? job.photos : request.photos.filter(({ role }) => role === "evidence");
  return (
    <>
      <header>
        <h2 id="atlas-one-title" tabIndex={-1}>
          {service}
        </h2>
        <p class="reference">{show(request.reference)}</p>
      </header>
      <CurbLine status={request.status} />
      <BeforeAfter before={request.photos.filter(({ role }) => role !== "evidence")} after={after} service={service} none={say.noPhotos} />
      <section>
        <h3>{say.place}</h3>
        <p>{placeLine(request.place) || say.noPlace}</p>
        <p class="quiet">{districtName(request.district_id ?? "none")}</p>
      </section>
      {request.description && (
        <section>
          <h3>{say.description}</h3>
          <p class="atlas-said">{request.description}</p>
        </section>
      )}
      <StaffStory entries={workStory(request, job ?? undefined).reverse()} title={say.story} />
      {isOpen("request", request.status) ? <a href={`/desk?id=${request.id}`}>{say.openAtDesk}</a> : <p class="quiet">{say.readOnly}</p>}
    </>
  );
}
