// Correcting a closed job: a form like that of closing, with what was said before in sight. Both are kept.
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { workOrders } from "../store";
import { correctJob } from "../store/staff-acts";
import type { WorkOrderView } from "../store/views";
import { one } from "../words/crew-job";
import { crew, outcomeName } from "../words/staff";
import { AfterPhotos } from "./after-photos";
import { OUTCOMES } from "./closing";
import { type CorrectionDraft, beginCorrection, changesOf, correctionKey, isCorrectionWorthKeeping } from "./correcting";
import { KeptNotice } from "./kept-notice";
import { OutcomeTiles } from "./outcome-tiles";
import { PageHead } from "./page-head";
import { SendForm } from "./send-form";
import { type Kept, useKept } from "./use-kept";
import { useSending } from "./use-sending";

const say = one.correct;

export function CorrectJob({ jobId }: { jobId: string }) {
  const job = workOrders.value.find(({ id }) => id === jobId);
  const kept = useKept({ key: correctionKey(jobId), begin: beginCorrection, isWorthKeeping: isCorrectionWorthKeeping });
  return (
    <>
      <PageHead title={say.title} jobId={jobId} />
      {!job?.outcome && <p>{crew.goneText}</p>}
      {job?.outcome && kept.draft !== undefined && <Form job={job} kept={kept} />}
    </>
  );
}

function Form({ job, kept }: { job: WorkOrderView; kept: Kept<CorrectionDraft> }) {
  const draft = kept.draft ?? beginCorrection();
  const { send, state } = useSending(() => correct(job, kept));
  const change = (part: Partial<CorrectionDraft>): void => void kept.save((now) => ({ ...now, ...part })).catch(() => undefined);
  const before = OUTCOMES.find((each) => each === job.outcome) ?? null;
  return (
    <SendForm icon="check" submit={state === "busy" ? crew.closing : say.send} busy={state === "busy"} failed={state === "failed"} onSend={send}>
      <p>{say.lead}</p>
      {kept.kept && <KeptNotice text={say.kept} onDrop={kept.drop} />}
      <section class="card stack stack-tight" aria-labelledby="said-before">
        <h2 id="said-before">{one.stands}</h2>
        <p>
          <strong>{outcomeName(job.outcome ?? "")}</strong>
        </p>
        <p class="said">{job.note}</p>
      </section>
      <OutcomeTiles value={draft.outcome ?? before} wrong={false} onChange={(outcome) => change({ outcome })} />
      <div class="field">
        <label for="correction-note">{crew.note}</label>
        <textarea id="correction-note" rows={3} maxLength={4000} value={draft.note ?? job.note} onInput={(event) => change({ note: event.currentTarget.value })} />
      </div>
      <AfterPhotos
        photos={draft.photos}
        onOpen={() => change({})}
        onCancel={() => void kept.tidy()}
        onFile={kept.addPhoto}
        onRemove={(id) => change({ photos: draft.photos.filter((photo) => photo.id !== id) })}
      />
      {state === "same" && (
        <p class="wrong" role="alert">
          <Icon name="octagon-alert" />
          {say.same}
        </p>
      )}
    </SendForm>
  );
}

async function correct(job: WorkOrderView, kept: Kept<CorrectionDraft>): Promise<"sent" | "same" | "failed"> {
  const draft = await kept.finished().catch(() => null);
  const changes = draft && changesOf(draft, job);
  if (!draft || !changes) return "same";
  try {
    await correctJob(job.id, changes, draft.photos, { draft: correctionKey(job.id) });
  } catch {
    return "failed";
  }
  await kept.drop().catch(() => undefined); // The act is on the disk, and the draft went with it.
  navigate(`/crew/jobs/${job.id}`);
  return "sent";
}
