// Closing a job: the photo, what happened, what the reporter reads. Each act is kept, so a killed page loses nothing.
import { isOpen } from "@sync/protocol/lifecycle";
import { navigate } from "../design/router";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import { workOrders } from "../store";
import { closeJob } from "../store/staff-acts";
import type { WorkOrderView } from "../store/views";
import { crew, outcomes } from "../words/staff";
import { AfterPhotos } from "./after-photos";
import { type ClosingDraft, OUTCOMES, type OutcomeId, begin, closureOf, draftKey } from "./closing";
import { KeptNotice } from "./kept-notice";
import { OutcomeTiles } from "./outcome-tiles";
import { PageHead } from "./page-head";
import { SendForm } from "./send-form";
import { Spent, rememberMaterials } from "./spent";
import { type Closing, useClosing } from "./use-closing";
import { useSending } from "./use-sending";

const READY = Object.fromEntries(OUTCOMES.map((id) => [id, outcomes[id].ready])) as Record<OutcomeId, string>;

export function CloseJob({ jobId }: { jobId: string }) {
  const closing = useClosing(jobId);
  const job = workOrders.value.find((each) => each.id === jobId);
  return (
    <>
      <PageHead title={crew.closeTitle} jobId={jobId} />
      {!job && <p>{crew.goneText}</p>}
      {job && !isOpen("work_order", job.status) && <p>{crew.saved}</p>}
      {job && isOpen("work_order", job.status) && closing.draft !== undefined && <Form job={job} closing={closing} />}
    </>
  );
}

function Form({ job, closing }: { job: WorkOrderView; closing: Closing }) {
  const draft = closing.draft ?? begin(new Date());
  const { send, state } = useSending(() => close(job.id, closing));
  const change = (part: Partial<ClosingDraft>): void => void closing.save((now) => ({ ...now, ...part }));
  return (
    <SendForm icon="check" submit={state === "busy" ? crew.closing : crew.close} busy={state === "busy"} failed={state === "failed"} onSend={send}>
      <p class="large">{job.request && `${serviceName(job.request.service_code)}, ${placeLine(job.request.place)}`}</p>
      {closing.kept && <KeptNotice text={crew.keptText} onDrop={closing.drop} />}
      <AfterPhotos
        photos={draft.photos}
        onOpen={() => change({})}
        onCancel={() => void closing.tidy()}
        onFile={closing.addPhoto}
        onRemove={(id) => change({ photos: draft.photos.filter((photo) => photo.id !== id) })}
      />
      <OutcomeTiles
        value={draft.outcome}
        wrong={state === "asked" && draft.outcome === null}
        onChange={(outcome) => change({ outcome })}
      />
      <Note draft={draft} onChange={(note) => change({ note })} />
      <Spent
        minutes={draft.minutes ?? 0}
        materials={draft.materials ?? []}
        onMinutes={(minutes) => change({ minutes })}
        onMaterials={(materials) => change({ materials })}
      />
    </SendForm>
  );
}

type Ended = "closed" | "asked" | "bad_photo" | "failed";

async function close(jobId: string, closing: Closing): Promise<Ended> {
  const draft = await closing.finished().catch(() => null);
  if (!draft) return "bad_photo"; // The photo's own button says why; without its photo the job is not closed unasked.
  const closure = closureOf(draft, READY);
  if (!closure) {
    document.getElementById("outcome-fixed")?.focus();
    return "asked";
  }
  try {
    await closeJob(jobId, closure, { draft: draftKey(jobId), letter: draft.letter ?? null });
  } catch {
    return "failed";
  }
  await closing.drop().catch(() => undefined); // The act is on the disk, and the draft went with it.
  void rememberMaterials(draft.materials ?? []);
  navigate(`/crew?closed=${jobId}`);
  return "closed";
}

function Note({ draft, onChange }: { draft: ClosingDraft; onChange: (note: string) => void }) {
  const ready = draft.outcome === null ? "" : READY[draft.outcome];
  return (
    <div class="field">
      <label for="closing-note">{crew.note}</label>
      <p class="hint" id="closing-note-hint">
        {crew.noteHint}
      </p>
      <textarea
        id="closing-note"
        rows={3}
        maxLength={4000}
        aria-describedby="closing-note-hint"
        value={draft.note ?? ready}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
