// An agency outside the city has the job: how to reach it, and closing the job for it when it tells how it ended.
import { isOpen } from "@sync/protocol/lifecycle";
import { useState } from "preact/hooks";
import { agencyOf } from "../../design/agency-of";
import { Icon } from "../../design/icon";
import { TextField } from "../../design/text-field";
import type { WorkOrderView } from "../../store/views";
import { agencyWords as say } from "../../words/desk";
import { outcomes } from "../../words/staff";
import { Choices } from "./choices";
import { closeFor } from "./deeds";
import { ToolForm } from "./tool-form";
import { focusOn } from "./use-desk";
import { useTyped } from "./use-typed";

const LONGEST = 1000;
const WAYS = ["fixed", "made_safe", "not_found", "not_ours", "needs_parts"] as const;

export function AgencyWork({ job, service }: { job: WorkOrderView; service: string }) {
  const [closing, setClosing] = useState(false);
  const agency = agencyOf(job.crew_id);
  if (!agency || !isOpen("work_order", job.status)) return null;
  const leave = (): void => {
    setClosing(false);
    focusOn("desk-list");
  };
  return (
    <section class="stack stack-tight">
      <p class="why">
        <Icon name="signpost" />
        {say.outside(agency.name, agency.contact ?? "")}
      </p>
      {closing ? (
        <ClosingForm job={job} said={say.closed(service, agency.name)} onLeave={leave} />
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

function ClosingForm({ job, said, onLeave }: { job: WorkOrderView; said: string; onLeave: () => void }) {
  const { text: note, type, key, forget, ...typed } = useTyped("agency", [job.id]);
  const way = WAYS.find((one) => one === typed.way) ?? "fixed";
  const all = WAYS.map((value) => ({ value, label: outcomes[value].name }));
  const end = (): void => {
    forget();
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // It leaves this form, and nothing else of the desk.
    onLeave();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <ToolForm title={say.how} submit={say.close} deed={() => closeFor(job, way, note.trim() || outcomes[way].ready, said)} draft={key} onDone={end} onClose={onLeave}>
        <p class="quiet">{say.closeHint}</p>
        <Choices label={say.how} name="way" all={all} value={way} onChange={typed.choose} />
        <TextField id="agency-note" multiline label={say.note} hint={say.noteHint(outcomes[way].ready)} value={note} onInput={type} longest={LONGEST} />
      </ToolForm>
    </div>
  );
}
