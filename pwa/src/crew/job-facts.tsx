// What the desk wants of a job, by when, and what was spent on it so far.
import { Icon } from "../design/icon";
import type { WorkOrderView } from "../store/views";
import { one } from "../words/crew-job";
import { DueLine } from "./due-line";

export function JobFacts({ job }: { job: WorkOrderView }) {
  const { instructions = "", minutes = 0, materials = [] } = job;
  const time = whenToBe(job);
  return (
    <>
      {job.closed_at === null && (
        <p class="due-large">
          <DueLine request={job.request} />
        </p>
      )}
      {(instructions || time) && (
        <section class="notice notice-waiting from-desk" aria-labelledby="from-desk">
          <Icon name="info" />
          <div class="grow stack stack-tight">
            <h2 id="from-desk">{one.desk}</h2>
            {time && <p>{time}</p>}
            {instructions && <p class="said">{instructions}</p>}
          </div>
        </section>
      )}
      {(minutes > 0 || materials.length > 0) && (
        <section class="card stack stack-tight" aria-labelledby="spent">
          <h2 id="spent">{one.spent}</h2>
          {minutes > 0 && <p>{one.minutes(minutes)}</p>}
          {materials.map(({ name, quantity, unit = "" }) => (
            <p key={`${name} ${unit}`}>{one.material(name, quantity, unit)}</p>
          ))}
        </section>
      )}
    </>
  );
}

function whenToBe({ schedule }: WorkOrderView): string | null {
  const { from_at: from, until_at: until } = schedule ?? {};
  if (from && until) return one.be.between(from, until);
  return from ? one.be.from(from) : until ? one.be.until(until) : null;
}
