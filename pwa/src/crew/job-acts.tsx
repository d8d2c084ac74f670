// The next act on a job, within the thumb's reach.
import { navigate } from "../design/router";
import { acceptJob, startJob } from "../store/staff-acts";
import type { WorkOrderView } from "../store/views";
import { crew } from "../words/staff";
import { isWorthKeeping } from "./closing";
import { isNew } from "./jobs";
import { PhotoButton } from "./photo-button";
import { useClosing } from "./use-closing";

/** Done is always there: a crew that has fixed it need not say first that it accepted and started. */
export function JobActs({ job }: { job: WorkOrderView }) {
  const { draft, kept, save, addPhoto, tidy } = useClosing(job.id);
  if (draft === undefined) return null;
  const close = `/crew/jobs/${job.id}/close`;
  if (draft && isWorthKeeping(draft)) return <GoOn kept={kept} href={close} />;
  return (
    <>
      <a class="button button-quiet" href={close}>
        {crew.withoutPhoto}
      </a>
      <div class="acts">
        <FirstAct job={job} />
        <PhotoButton
          name={crew.done}
          primary
          onOpen={() => void save((now) => now)}
          onCancel={() => void tidy()}
          onFile={async (file) => {
            await addPhoto(file);
            navigate(close);
          }}
        />
      </div>
    </>
  );
}

function FirstAct({ job }: { job: WorkOrderView }) {
  if (job.status === "started") return null;
  const [name, act] = isNew(job) ? [crew.accept, acceptJob] : [crew.start, startJob];
  return (
    <button type="button" class="button" onClick={() => void act(job.id)}>
      {name}
    </button>
  );
}

function GoOn({ kept, href }: { kept: boolean; href: string }) {
  return (
    <>
      {kept && (
        <p class="notice notice-waiting" role="status">
          {crew.kept} {crew.keptText}
        </p>
      )}
      <div class="acts">
        <a class="button button-primary" href={href}>
          {crew.goOn}
        </a>
      </div>
    </>
  );
}
