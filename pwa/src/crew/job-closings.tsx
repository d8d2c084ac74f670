// Everything that was said of how a job ended: the newest that counts is marked, what was said before stays in sight.
import { When } from "../design/when";
import type { WorkOrderView } from "../store/views";
import { one } from "../words/crew-job";
import { outcomeName, shared } from "../words/staff";

export function JobClosings({ job }: { job: WorkOrderView }) {
  const closings = job.closings ?? [];
  if (closings.length < 2) return null;
  return (
    <section class="stack stack-tight" aria-labelledby="closings">
      <h2 id="closings">{one.closings}</h2>
      {closings.map((closing) => (
        <article key={closing.id} class="card">
          <p>
            <strong>{outcomeName(closing.outcome)}</strong>
            {closing.counts && ` · ${one.counts}`}
          </p>
          {closing.note && <p class="said">{closing.note}</p>}
          <p class="quiet">
            {shared.by(closing.by)} · <When at={closing.occurred_at} />
          </p>
        </article>
      ))}
    </section>
  );
}
