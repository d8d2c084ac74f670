// An agency outside the city has the job: how to reach it, and closing the job for it when it tells how it ended.
import { isOpen } from "@sync/protocol/lifecycle";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { agencyOf } from "../../design/agency-of";
import { Icon } from "../../design/icon";
import { TextField } from "../../design/text-field";
import { closeJob } from "../../store/staff-acts";
import type { WorkOrderView } from "../../store/views";
import { agencyWords as say } from "../../words/desk";
import { desk, outcomes } from "../../words/staff";
import { focusOn } from "./use-desk";

const LONGEST = 1000;
const WAYS = ["fixed", "made_safe", "not_found", "not_ours", "needs_parts"] as const;
type Way = (typeof WAYS)[number];

interface Props {
  job: WorkOrderView;
  service: string;
  /** Told a sentence once it is on disk. */
  onDone: (sentence: string) => void;
}

export function AgencyWork({ job, service, onDone }: Props) {
  const [closing, setClosing] = useState(false);
  const agency = agencyOf(job.crew_id);
  if (!agency || !isOpen("work_order", job.status)) return null;
  const done = (): void => {
    setClosing(false);
    onDone(say.closed(service, agency.name));
    focusOn("desk-list");
  };
  return (
    <section class="stack stack-tight">
      <p class="why">
        <Icon name="signpost" />
        {say.outside(agency.name, agency.contact ?? "")}
      </p>
      {closing ? (
        <ClosingForm jobId={job.id} onDone={done} onCancel={() => setClosing(false)} />
      ) : (
        <div class="cluster">
          <button type="button" class="button" onClick={() => setClosing(true)}>
            {say.closeFor(agency.name)}
          </button>
        </div>
      )}
    </section>
  );
}

function ClosingForm({ jobId, onDone, onCancel }: { jobId: string; onDone: () => void; onCancel: () => void }) {
  const [way, setWay] = useState<Way>("fixed");
  const [note, setNote] = useState("");
  const [failed, setFailed] = useState(false);
  const running = useRef(false);
  const how = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const close = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    try {
      await closeJob(jobId, { outcome: way, note: note.trim() || outcomes[way].ready, photos: [] }, {});
      onDone();
    } catch {
      setFailed(true);
    } finally {
      running.current = false;
    }
  };
  return (
    <form
      ref={form}
      class="card stack stack-tight"
      aria-labelledby={how}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <h2 id={how}>{say.how}</h2>
      <p class="quiet">{say.closeHint}</p>
      <div class="crew-choices" role="radiogroup" aria-labelledby={how}>
        {WAYS.map((one) => (
          <label key={one} class="crew-choice">
            <input type="radio" name="way" checked={one === way} onChange={() => setWay(one)} />
            <span>{outcomes[one].name}</span>
          </label>
        ))}
      </div>
      <TextField id="agency-note" multiline label={say.note} hint={say.noteHint(outcomes[way].ready)} value={note} onInput={setNote} longest={LONGEST} />
      {failed && <p role="alert">{desk.notSaved}</p>}
      <div class="cluster">
        <button type="submit" class="button button-primary">
          {say.close}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {desk.cancel}
        </button>
      </div>
    </form>
  );
}
