// Something else that a crew found: a photo, the kind, send. It is a service request like any other, and says who found it.
import { show } from "@sync/protocol/reference";
import { Icon } from "../design/icon";
import { crewName } from "../design/crew-name";
import { navigate, queryValue } from "../design/router";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import { StateLine } from "../design/state-line";
import { forgetFix, locating } from "../place/locate";
import { requests, services, session, workOrders } from "../store";
import { sendReport } from "../store/reporter-acts";
import type { ServiceDoc, WorkOrderView } from "../store/views";
import { day } from "../words/crew-day";
import { showLength } from "../words/numbers";
import { crew } from "../words/staff";
import { AfterPhotos } from "./after-photos";
import { type FoundDraft, beginFound, foundKey, lacks, placeOf } from "./finding";
import "./found.css";
import { KeptNotice } from "./kept-notice";
import { PageHead } from "./page-head";
import { SendForm } from "./send-form";
import { useFound } from "./use-found";
import type { Kept } from "./use-kept";
import { useSending } from "./use-sending";

const say = day.found;
const LIKELY = 6;

export function Found({ jobId }: { jobId: string | null }) {
  const job = workOrders.value.find(({ id }) => id === jobId) ?? null;
  const sent = queryValue("sent");
  const back = jobId === null ? "/crew" : `/crew/jobs/${jobId}`;
  return (
    <>
      <PageHead title={say.title} jobId={jobId} />
      {sent ? <Sent requestId={sent} back={back} hasJob={jobId !== null} /> : <Form job={job} jobId={jobId} />}
    </>
  );
}

function Sent({ requestId, back, hasJob }: { requestId: string; back: string; hasJob: boolean }) {
  const request = requests.value.find(({ id }) => id === requestId);
  if (!request) return <p role="status">{crew.goneText}</p>;
  return (
    <>
      <p class="notice notice-done verdict" role="status">
        <Icon name="circle-check" />
        <span class="grow">{say.saved(show(request.reference))}</span>
      </p>
      <StateLine progress={request.progress} reference={request.reference} />
      <div class="acts">
        <a class="button button-primary" href={back}>
          {hasJob ? say.back : crew.backToToday}
        </a>
      </div>
    </>
  );
}

function Form({ job, jobId }: { job: WorkOrderView | null; jobId: string | null }) {
  const found = useFound(jobId);
  const { send, state } = useSending(() => sendFound(found, job, jobId));
  if (found.draft === undefined) return null;
  const draft = found.draft ?? beginFound();
  const lack = state === "asked" ? lacks(draft, job) : null;
  return (
    <SendForm icon="send" submit={state === "busy" ? say.sending : say.send} busy={state === "busy"} failed={state === "failed"} onSend={send}>
      {found.kept && <KeptNotice text={say.kept} onDrop={found.drop} />}
      <AfterPhotos
        title={say.photoTitle}
        help={say.lead}
        photos={draft.photos}
        onOpen={found.shutter}
        onCancel={() => void found.tidy()}
        onFile={found.addPhoto}
        onRemove={(id) => void found.save((now) => ({ ...now, photos: now.photos.filter((photo) => photo.id !== id) }))}
      />
      {lack === "photo" && <Wrong text={say.needPhoto} />}
      <Kinds lacks={lack === "kind"} chosen={draft.serviceCode} onChoose={(serviceCode) => void found.save((now) => ({ ...now, serviceCode }))} />
      <Where draft={draft} job={job} onType={(where) => void found.save((now) => ({ ...now, where }))} />
      {lack === "place" && <Wrong text={say.needPlace} />}
    </SendForm>
  );
}

function Wrong({ text }: { text: string }) {
  return (
    <p class="wrong" role="alert">
      <Icon name="octagon-alert" />
      {text}
    </p>
  );
}

function Kinds({ lacks, chosen, onChoose }: { lacks: boolean; chosen: string | null; onChoose: (id: string) => void }) {
  const all = services.value;
  if (all.length === 0) return <p class="notice notice-waiting">{say.none}</p>;
  // A heading over one or two more would be longer than they are.
  const likely = all.length > LIKELY + 2 ? LIKELY : all.length;
  return (
    <section class="stack" aria-labelledby="found-kind">
      <h2 id="found-kind">{say.kind}</h2>
      {lacks && <Wrong text={say.needKind} />}
      <Tiles kinds={all.slice(0, likely)} chosen={chosen} onChoose={onChoose} />
      {all.length > likely && (
        <>
          <h2>{say.more}</h2>
          <Tiles kinds={all.slice(likely)} chosen={chosen} onChoose={onChoose} />
        </>
      )}
    </section>
  );
}

function Tiles({ kinds, chosen, onChoose }: { kinds: readonly ServiceDoc[]; chosen: string | null; onChoose: (id: string) => void }) {
  return (
    <div class="tiles">
      {kinds.map(({ id, name, icon }) => (
        <button key={id} type="button" class="tile" aria-pressed={chosen === id} onClick={() => onChoose(id)}>
          <Icon name={icon} />
          {name}
        </button>
      ))}
    </div>
  );
}

/** Where it will say it is; a field only where nothing else tells. */
function Where({ draft, job, onType }: { draft: FoundDraft; job: WorkOrderView | null; onType: (where: string) => void }) {
  const place = placeOf({ ...draft, where: "" }, job);
  if (place)
    return (
      <p class="state">
        <Icon name="map-pin" />
        <span>{place === draft.fix ? say.here(showLength(place.accuracy_m ?? 0)) : say.at(placeLine(place))}</span>
      </p>
    );
  // Before the photo nobody has looked where it is.
  if (locating.value.state === "idle" && draft.photos.length === 0 && !draft.where) return null;
  return (
    <div class="field">
      <label for="found-where">{say.where}</label>
      <p class="hint" id="found-where-hint" role="status">
        {locating.value.state === "looking" ? say.finding : say.noPlace}
      </p>
      <input id="found-where" type="text" maxLength={400} aria-describedby="found-where-hint" value={draft.where} onInput={(event) => onType(event.currentTarget.value)} />
    </div>
  );
}

async function sendFound(
  { finished, drop }: Pick<Kept<FoundDraft>, "finished" | "drop">,
  job: WorkOrderView | null,
  jobId: string | null,
): Promise<"sent" | "asked" | "failed"> {
  const draft = await finished().catch(() => null);
  const place = draft && placeOf(draft, job);
  if (!draft || !place || draft.serviceCode === null || lacks(draft, job) !== null) return "asked";
  const what = job?.request ? `${serviceName(job.request.service_code)}, ${placeLine(job.request.place)}` : "";
  const description = say.words(crewName(session.peek()?.crewId ?? null) || (session.peek()?.name ?? ""), what);
  const report = { serviceCode: draft.serviceCode, place, description, photos: draft.photos };
  try {
    const requestId = await sendReport(report, foundKey(jobId), draft.id ?? crypto.randomUUID(), null);
    // A fix that comes only now would write the draft anew, and somebody would send it again.
    forgetFix();
    await drop().catch(() => undefined); // The report is on the disk, and the draft went with it.
    navigate(`${jobId === null ? "/crew/found" : `/crew/jobs/${jobId}/found`}?sent=${requestId}`, { replace: true });
    return "sent";
  } catch {
    return "failed";
  }
}
