// Who has the job and how far they are: assigned is not yet accepted.
import { crewName } from "../../design/crew-name";
import { Icon } from "../../design/icon";
import { crewsSeen } from "../../store/desk-crews";
import type { WorkOrderView } from "../../store/views";
import { crewsWords } from "../../words/desk-live";
import { desk, outcomeName, shared } from "../../words/staff";
import { syncedWords } from "./crews-panel";
import { DELIVERY_ICONS, delivered } from "./delivery";

/** Where a work order stands, as one sentence. */
function standing(job: WorkOrderView): string {
  const name = crewName(job.crew_id) || desk.unknownCrew;
  if (job.status === "done" && job.closed_at) {
    return desk.job.done(job.closed_by ? shared.by(job.closed_by) : name, outcomeName(job.outcome ?? ""), job.closed_at);
  }
  if (job.status === "cancelled") return desk.job.cancelled;
  if (job.status === "blocked") return desk.job.blocked(name);
  if (job.started_at) return desk.job.started(name, job.started_at);
  if (job.accepted_at) return desk.job.accepted(name, job.accepted_at);
  return job.crew_id ? desk.job.assigned(name) : desk.job.none;
}

export function DetailWork({ job }: { job: WorkOrderView | undefined }) {
  return (
    <section class="stack stack-tight">
      <h2>{desk.work}</h2>
      <p>{job ? standing(job) : desk.job.none}</p>
      {job && <OnItsWay job={job} />}
      {job?.note && <p class="said">{job.note}</p>}
      {job?.closed_at && desk.evidence[job.evidence] && <p class="quiet">{desk.evidence[job.evidence]}</p>}
      {job?.flags.map((flag) => (
        <p key={flag} class="notice notice-waiting">
          <Icon name="triangle-alert" />
          <span class="grow">{desk.flag(flag)}</span>
        </p>
      ))}
    </section>
  );
}

/** Whether the crew's phone has it, and when that was last heard of. */
function OnItsWay({ job }: { job: WorkOrderView }) {
  const delivery = delivered(job, crewsSeen.value, shared.clock);
  if (delivery === null) return null;
  const crew = crewsSeen.value?.crews.find(({ crew_id }) => crew_id === job.crew_id);
  return (
    <p class="delivery">
      <Icon name={DELIVERY_ICONS[delivery.state]} />
      <span>
        {delivery.text}
        {crew && <span class="quiet"> · {crewsWords.phone(syncedWords(crew, Date.now()))}</span>}
      </span>
    </p>
  );
}
